package io.seedbed.models.purchase;

/**
 * When a customer is new, active, dormant or lost.
 *
 * @param newDays days from the first purchase, its own among them, in which a customer is new
 * @param gapQuantile share of the gaps between purchases that the limit g covers
 * @param gapWindowDays only gaps that ended in so many days count
 * @param leastGapDays the limit is never below
 * @param mostGapDays the limit is never above; it stands where no gap has ended yet
 */
public record LifecycleRules(
    int newDays, double gapQuantile, int gapWindowDays, int leastGapDays, int mostGapDays) {

  public LifecycleRules {
    PurchaseRules.atLeastOne("new-days", newDays);
    PurchaseRules.atLeastOne("gap-window-days", gapWindowDays);
    PurchaseRules.atLeastOne("least-gap-days", leastGapDays);
    if (!(gapQuantile > 0 && gapQuantile < 1)) {
      throw new IllegalArgumentException(
          "gap-quantile is %s. Give a number between 0 and 1.".formatted(gapQuantile));
    }
    if (mostGapDays < leastGapDays) {
      throw new IllegalArgumentException(
          "most-gap-days is %d. Give least-gap-days (%d) or more."
              .formatted(mostGapDays, leastGapDays));
    }
  }
}
