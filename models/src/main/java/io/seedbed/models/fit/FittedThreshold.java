package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.Arrays;
import java.util.Map;

/**
 * A threshold taken from a fitted prior where chance would hardly move it, and from the fallback
 * prior where it would. All values lie within the bounds of the rules.
 *
 * @param fitted what the fitted prior says
 * @param low the 2.5 % point of what shops drawn again say (Efron 1979, percentile interval)
 * @param high their 97.5 % point
 * @param fallback what the fallback prior says
 * @param isStable whether the interval is narrow enough for the fitted value to be taken
 */
public record FittedThreshold(
    double fitted, double low, double high, double fallback, boolean isStable) {

  /** Name of the parameter that is held against rates. */
  public static final String VALUE = "threshold";

  /** Name of the parameter that is 1 where the fitted prior is what the threshold comes from. */
  public static final String IS_STABLE = "is_stable";

  private static final String FITTED = "threshold_fitted";
  private static final String LOW = "threshold_low";
  private static final String HIGH = "threshold_high";
  private static final double TAIL = 0.025;

  /**
   * Judges a threshold.
   *
   * @param redrawn what the priors of shops drawn again say, in any order
   */
  static FittedThreshold of(
      double fitted, double[] redrawn, double fallback, ThresholdRules rules) {
    double[] sorted = Arrays.stream(redrawn).map(rules::within).sorted().toArray();
    int left = (int) (TAIL * sorted.length);
    double low = sorted[left];
    double high = sorted[sorted.length - 1 - left];
    double bounded = rules.within(fitted);
    return new FittedThreshold(
        bounded, low, high, rules.within(fallback), high - low <= rules.widestInterval() * bounded);
  }

  /** The rate from which rates count as high. */
  public double value() {
    return isStable ? fitted : fallback;
  }

  /** What fitted parameters say of it, the value that was rejected included. */
  public Map<String, Estimate> estimates() {
    return Map.of(
        VALUE, Estimate.of(value()),
        IS_STABLE, Estimate.of(isStable ? 1 : 0),
        FITTED, Estimate.of(fitted),
        LOW, Estimate.of(low),
        HIGH, Estimate.of(high));
  }
}
