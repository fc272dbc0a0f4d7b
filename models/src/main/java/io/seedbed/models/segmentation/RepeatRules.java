package io.seedbed.models.segmentation;

/**
 * Thresholds of the repeat rule.
 *
 * @param leastPurchaseDays purchase days that make a repeat user
 * @param leastGaps ended gaps below which the median gap is not estimated
 * @param fallbackGapDays the median gap then
 */
public record RepeatRules(int leastPurchaseDays, int leastGaps, int fallbackGapDays) {

  public RepeatRules {
    if (leastPurchaseDays < 2) {
      throw new IllegalArgumentException(
          "least-purchase-days is %s; use 2 or more".formatted(leastPurchaseDays));
    }
    Thresholds.atLeastOne("least-gaps", leastGaps);
    Thresholds.atLeastOne("fallback-gap-days", fallbackGapDays);
  }
}
