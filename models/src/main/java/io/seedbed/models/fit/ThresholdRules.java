package io.seedbed.models.fit;

/**
 * Where a rate begins to count as high, and when the data may say so.
 *
 * @param quantile of the fitted prior from which a rate counts as high
 * @param floor never below this
 * @param ceiling never above this
 * @param replicates shops that are drawn to see how far chance moves the threshold
 * @param widestInterval the 95 % interval, as a share of the threshold, beyond which it is not
 *     taken from the fitted prior
 */
public record ThresholdRules(
    double quantile, double floor, double ceiling, int replicates, double widestInterval) {

  private static final int FEWEST = 40;

  public ThresholdRules {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException(
          "quantile is %s; use a number between 0 and 1".formatted(quantile));
    }
    if (!(floor > 0)) {
      throw new IllegalArgumentException("floor is %s; use a positive rate".formatted(floor));
    }
    if (!(ceiling > floor)) {
      throw new IllegalArgumentException(
          "ceiling is %s; use more than floor (%s)".formatted(ceiling, floor));
    }
    if (replicates < FEWEST) {
      throw new IllegalArgumentException(
          "replicates is %d; use %d or more, of which the interval leaves out one in forty at either end"
              .formatted(replicates, FEWEST));
    }
    if (!(widestInterval > 0)) {
      throw new IllegalArgumentException(
          "widest-interval is %s; use a positive share of the threshold".formatted(widestInterval));
    }
  }

  double within(double rate) {
    return Math.min(ceiling, Math.max(floor, rate));
  }
}
