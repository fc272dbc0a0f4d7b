package io.seedbed.models.fit;

import java.util.function.DoubleUnaryOperator;

/**
 * Quantiles of continuous distributions by bisection, which meets every shape and cannot run off.
 */
final class Quantiles {

  /** Enough halvings to exhaust the digits of a double. */
  private static final int HALVINGS = 200;

  /**
   * The point where a rising distribution function reaches a probability.
   *
   * @param low below the point
   * @param high above the point
   */
  static double between(double low, double high, double probability, DoubleUnaryOperator below) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "Cannot take the %s quantile: a probability lies between 0 and 1. Fix the rule."
              .formatted(probability));
    }
    double left = low;
    double right = high;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (left + right);
      if (middle == left || middle == right) {
        break;
      }
      if (below.applyAsDouble(middle) < probability) {
        left = middle;
      } else {
        right = middle;
      }
    }
    return 0.5 * (left + right);
  }

  private Quantiles() {}
}
