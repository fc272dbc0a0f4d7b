package io.seedbed.models.fit;

/**
 * What a fitted prior falls back on.
 *
 * @param fallbackStrength trials (or weeks) the prior is worth where the data show no spread
 * @param strongest the fit is given up for the fallback beyond this many trials (or weeks)
 * @param fallbackMean mean of the prior where there is nothing to fit
 */
public record PriorRules(double fallbackStrength, double strongest, double fallbackMean) {

  public PriorRules {
    if (!(fallbackStrength > 0)) {
      throw new IllegalArgumentException(
          "fallback-strength is %s; use a positive number of trials or weeks"
              .formatted(fallbackStrength));
    }
    if (!(strongest > fallbackStrength)) {
      throw new IllegalArgumentException(
          "strongest is %s; use more than fallback-strength (%s)"
              .formatted(strongest, fallbackStrength));
    }
    if (!(fallbackMean > 0 && fallbackMean < 1)) {
      throw new IllegalArgumentException(
          "fallback-mean is %s; use a rate between 0 and 1".formatted(fallbackMean));
    }
  }
}
