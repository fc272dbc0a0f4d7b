package io.seedbed.models.segmentation;

import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;
import io.seedbed.models.fit.ThresholdRules;

/**
 * Thresholds of the problem rule.
 *
 * @param leastOrders paid orders below which nobody is judged by their rate; at least 2, so that
 *     one order with one refund is never a problem user
 * @param leastBadOrders bad orders below which nobody is judged by their rate
 * @param threshold from which a bad-order rate counts as high
 * @param kindsApart standard deviations by which the means of two kinds of buyers must differ for
 *     all of the worse kind to count as high
 * @param confidence least probability of a high rate that flags
 */
public record ProblemRules(
    int leastOrders,
    int leastBadOrders,
    ThresholdRules threshold,
    double kindsApart,
    double confidence,
    PriorRules prior,
    MixtureRules mixture) {

  public ProblemRules {
    if (leastOrders < 2) {
      throw new IllegalArgumentException(
          "least-orders is %d; use 2 or more: one order with one refund is never a problem user"
              .formatted(leastOrders));
    }
    Thresholds.atLeastOne("least-bad-orders", leastBadOrders);
    if (!(threshold.ceiling() < 1)) {
      throw new IllegalArgumentException(
          "threshold.ceiling is %s; use a rate below 1".formatted(threshold.ceiling()));
    }
    if (!(kindsApart > 0)) {
      throw new IllegalArgumentException(
          "kinds-apart is %s; use a positive number of standard deviations".formatted(kindsApart));
    }
    Thresholds.share("confidence", confidence);
  }
}
