package io.seedbed.features.user;

/**
 * What user features are held against; values and reasons stand in {@code
 * conf/rules/features.conf}. Windows that stand in a column's name are the column's, not a rule.
 *
 * @param leftTruncationDays users acquired within so many days of an input's first day may have
 *     been there before it
 * @param orderHalfLifeDays age at which an order weighs half in the decayed counts
 * @param reachCap most users one user is thought to reach
 * @param severeEventDays how many days a severe event flags a user
 * @param repeatedViolationDays most days between two violations of one kind that make them severe
 * @param settlingDays after so many days a day is taken to have seen its refunds; a later one costs
 *     a night and changes no result
 */
public record FeatureRules(
    int leftTruncationDays,
    int orderHalfLifeDays,
    int reachCap,
    int severeEventDays,
    int repeatedViolationDays,
    int settlingDays) {

  /** The days before a run date that must not be settled: purchases in them are a return or not. */
  static final int LEAST_SETTLING_DAYS = 30;

  public FeatureRules {
    if (leftTruncationDays < 0) {
      throw new IllegalArgumentException(
          "left-truncation-days is %d. Give 0 to switch it off, or more."
              .formatted(leftTruncationDays));
    }
    atLeastOne("order-half-life-days", orderHalfLifeDays);
    atLeastOne("reach-cap", reachCap);
    atLeastOne("severe-event-days", severeEventDays);
    atLeastOne("repeated-violation-days", repeatedViolationDays);
    if (settlingDays < LEAST_SETTLING_DAYS) {
      throw new IllegalArgumentException(
          "settling-days is %d: days of the last %d are looked at one by one. Give %d or more."
              .formatted(settlingDays, LEAST_SETTLING_DAYS, LEAST_SETTLING_DAYS));
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d. Give a number of at least 1.".formatted(key, value));
    }
  }
}
