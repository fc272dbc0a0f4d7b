package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/**
 * Fits the spread of events per unit of exposure over a population, by maximum likelihood of the
 * gamma-Poisson (negative binomial; Greenwood and Yule 1920), started at the method of moments.
 * Falls back on the mean with a configured strength where the data show no more spread than chance.
 */
public final class GammaPoisson {

  /** Prior events. */
  public static final String SHAPE = "shape";

  /** Prior exposure. */
  public static final String RATE = "rate";

  /** Events per unit of exposure over all users. */
  public static final String BASE_RATE = "base_rate";

  /** 1 where the data show no spread and the prior is the mean with a configured strength. */
  public static final String IS_FALLBACK = "is_fallback";

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e7;

  /** The estimates of the prior, to be read with {@link GammaPrior#from}. */
  public static Map<String, Estimate> fit(ExposureCells cells, PriorRules rules) {
    double mean = baseRate(cells, rules);
    return spread(cells, rules)
        .map(
            top ->
                Map.of(
                    SHAPE,
                    new Estimate(top.first(), top.firstError()),
                    RATE,
                    new Estimate(top.second(), top.secondError()),
                    BASE_RATE,
                    Estimate.of(mean),
                    IS_FALLBACK,
                    Estimate.of(0)))
        .orElseGet(
            () ->
                Map.of(
                    SHAPE, Estimate.of(fallback(cells, rules).shape()),
                    RATE, Estimate.of(fallback(cells, rules).rate()),
                    BASE_RATE, Estimate.of(mean),
                    IS_FALLBACK, Estimate.of(1)));
  }

  /**
   * Where the quantile of the fitted prior is a threshold: as it is where shops drawn again come to
   * much the same, else the quantile of the fallback.
   *
   * @param fitted the prior that was fitted to the cells
   */
  public static FittedThreshold threshold(
      ExposureCells cells, GammaPrior fitted, PriorRules prior, ThresholdRules rules) {
    Resamples shops = new Resamples(cells.users);
    double[] redrawn = new double[rules.replicates()];
    Arrays.setAll(redrawn, i -> prior(cells.with(shops.next()), prior).quantile(rules.quantile()));
    return FittedThreshold.of(
        fitted.quantile(rules.quantile()),
        redrawn,
        fallback(cells, prior).quantile(rules.quantile()),
        rules);
  }

  private static GammaPrior prior(ExposureCells cells, PriorRules rules) {
    return spread(cells, rules)
        .map(top -> new GammaPrior(top.first(), top.second()))
        .orElseGet(() -> fallback(cells, rules));
  }

  /** The most likely prior; empty where the data show no more spread than chance. */
  private static Optional<LogNewton.Top> spread(ExposureCells cells, PriorRules rules) {
    double mean = baseRate(cells, rules);
    double variance = variance(cells, mean);
    if (!(variance > 0)) {
      return Optional.empty();
    }
    return Optional.of(
            LogNewton.climb(
                new Likelihood(cells), mean * mean / variance, mean / variance, LEAST, MOST))
        .filter(top -> top.second() <= rules.strongest());
  }

  private static GammaPrior fallback(ExposureCells cells, PriorRules rules) {
    double strength = rules.fallbackStrength();
    return new GammaPrior(baseRate(cells, rules) * strength, strength);
  }

  private static double baseRate(ExposureCells cells, PriorRules rules) {
    return cells.totalExposure() == 0 ? rules.fallbackMean() : cells.meanRate();
  }

  /** Of the rate over users, by moments: E[k(k−1)] = e²·E[λ²]. */
  private static double variance(ExposureCells cells, double mean) {
    double eventPairs = 0;
    double squares = 0;
    for (int i = 0; i < cells.size(); i++) {
      eventPairs += cells.users[i] * cells.events[i] * (cells.events[i] - 1.0);
      squares += cells.users[i] * cells.exposures[i] * (double) cells.exposures[i];
    }
    return eventPairs / squares - mean * mean;
  }

  /** Without its constant; {@code ln Γ(k+a) − ln Γ(a)} is a sum of {@code ln(a+i)}. */
  private static final class Likelihood implements LogNewton.Surface {

    private final ExposureCells cells;
    private final double[] moreEvents;

    Likelihood(ExposureCells cells) {
      this.cells = cells;
      int most = 0;
      for (int events : cells.events) {
        most = Math.max(most, events);
      }
      moreEvents = new double[most];
      for (int i = 0; i < cells.size(); i++) {
        if (cells.events[i] > 0) {
          moreEvents[cells.events[i] - 1] += cells.users[i];
        }
      }
      for (int i = most - 2; i >= 0; i--) {
        moreEvents[i] += moreEvents[i + 1];
      }
    }

    @Override
    public LogNewton.Slope at(double shape, double rate) {
      double value = 0;
      double first = 0;
      double firstFirst = 0;
      for (int i = 0; i < moreEvents.length; i++) {
        double a = shape + i;
        value += moreEvents[i] * FastMath.log(a);
        first += moreEvents[i] / a;
        firstFirst -= moreEvents[i] / (a * a);
      }
      double second = 0;
      double firstSecond = 0;
      double secondSecond = 0;
      for (int i = 0; i < cells.size(); i++) {
        double users = cells.users[i];
        double exposure = cells.exposures[i];
        double events = cells.events[i];
        double both = rate + exposure;
        double logShare = FastMath.log1p(exposure / rate);
        value -= users * (shape * logShare + events * FastMath.log(both));
        first -= users * logShare;
        second += users * (shape * exposure / rate - events) / both;
        firstSecond += users * exposure / (rate * both);
        secondSecond += users * ((shape + events) / (both * both) - shape / (rate * rate));
      }
      return new LogNewton.Slope(value, first, second, firstFirst, firstSecond, secondSecond);
    }
  }

  private GammaPoisson() {}
}
