package io.seedbed.models.segmentation;

import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;

/**
 * Thresholds of the problem rule.
 *
 * @param leastOrders paid orders below which nobody is judged by their rate
 * @param leastBadOrders bad orders below which nobody is judged by their rate
 * @param rateFloor the rate that counts as high is never taken below this
 * @param rateQuantile quantile of the fitted prior from which a rate counts as high
 * @param confidence least probability of a high rate that flags
 */
public record ProblemRules(
    int leastOrders,
    int leastBadOrders,
    double rateFloor,
    double rateQuantile,
    double confidence,
    PriorRules prior,
    MixtureRules mixture) {

  public ProblemRules {
    Thresholds.atLeastOne("least-orders", leastOrders);
    Thresholds.atLeastOne("least-bad-orders", leastBadOrders);
    Thresholds.share("rate-floor", rateFloor);
    Thresholds.share("rate-quantile", rateQuantile);
    Thresholds.share("confidence", confidence);
  }
}
