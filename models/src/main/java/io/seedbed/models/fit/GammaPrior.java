package io.seedbed.models.fit;

import java.io.Serializable;
import org.apache.commons.math3.special.Gamma;

/**
 * What is believed of a number of events per unit of exposure: a gamma distribution, conjugate to
 * Poisson counts.
 *
 * @param shape prior events
 * @param rate prior exposure, in the unit of the exposure
 */
public record GammaPrior(double shape, double rate) implements Serializable {

  private static final long serialVersionUID = 1L;

  public GammaPrior {
    if (!(shape > 0 && rate > 0) || Double.isInfinite(shape) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "Cannot use a gamma distribution of shape %s and rate %s: both are positive. Fix the prior."
              .formatted(shape, rate));
    }
  }

  /** The prior that {@link GammaPoisson} has fitted. */
  public static GammaPrior from(FittedModel fitted) {
    return new GammaPrior(fitted.value(GammaPoisson.SHAPE), fitted.value(GammaPoisson.RATE));
  }

  /** The belief after {@code events} in {@code exposure}. */
  public GammaPrior after(double exposure, double events) {
    if (!(events >= 0 && exposure >= 0)) {
      throw new IllegalArgumentException(
          "Cannot update a rate with %s events in an exposure of %s: neither is negative. Fix the counts."
              .formatted(events, exposure));
    }
    return new GammaPrior(shape + events, rate + exposure);
  }

  /** The expected number of events per unit of exposure. */
  public double mean() {
    return shape / rate;
  }

  /** P(events per unit &gt; threshold). */
  public double above(double threshold) {
    return threshold <= 0 ? 1 : Gamma.regularizedGammaQ(shape, rate * threshold);
  }

  /** The events per unit that are exceeded with probability {@code 1 − probability}. */
  public double quantile(double probability) {
    double high = Math.max(1, mean());
    while (above(high) > 1 - probability) {
      high *= 2;
    }
    return Quantiles.between(
        0, high, probability, events -> Gamma.regularizedGammaP(shape, rate * events));
  }
}
