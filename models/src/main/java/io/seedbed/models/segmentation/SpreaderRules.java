package io.seedbed.models.segmentation;

import io.seedbed.models.fit.PriorRules;

/**
 * Thresholds of the spreader rule.
 *
 * @param leastShares shares of the last 90 d below which nobody is judged by their rate
 * @param leastShareDays days those shares must fall on
 * @param leastInvitees recent qualified invitees that make a spreader whatever was shared
 * @param weeklyFloor the shares a week that count as many are never taken below this
 * @param rateQuantile quantile of the fitted prior from which a rate counts as high
 * @param confidence least probability of a high rate that makes a spreader
 */
public record SpreaderRules(
    int leastShares,
    int leastShareDays,
    int leastInvitees,
    double weeklyFloor,
    double rateQuantile,
    double confidence,
    PriorRules prior) {

  public SpreaderRules {
    Thresholds.atLeastOne("least-shares", leastShares);
    Thresholds.atLeastOne("least-share-days", leastShareDays);
    Thresholds.atLeastOne("least-invitees", leastInvitees);
    if (!(weeklyFloor > 0)) {
      throw new IllegalArgumentException(
          "weekly-floor is %s; use a positive number of shares a week".formatted(weeklyFloor));
    }
    Thresholds.share("rate-quantile", rateQuantile);
    Thresholds.share("confidence", confidence);
  }
}
