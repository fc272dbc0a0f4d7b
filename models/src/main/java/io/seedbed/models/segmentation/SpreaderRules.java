package io.seedbed.models.segmentation;

import io.seedbed.models.fit.PriorRules;
import io.seedbed.models.fit.ThresholdRules;

/**
 * Thresholds of the spreader rule.
 *
 * @param leastShares shares of the last 90 d below which nobody is judged by their rate
 * @param leastShareDays days those shares must fall on
 * @param leastInvitees recent qualified invitees that make a spreader whatever was shared
 * @param threshold from which shares a week count as many
 * @param confidence least probability of a high rate that makes a spreader
 */
public record SpreaderRules(
    int leastShares,
    int leastShareDays,
    int leastInvitees,
    ThresholdRules threshold,
    double confidence,
    PriorRules prior) {

  public SpreaderRules {
    Thresholds.atLeastOne("least-shares", leastShares);
    Thresholds.atLeastOne("least-share-days", leastShareDays);
    Thresholds.atLeastOne("least-invitees", leastInvitees);
    Thresholds.share("confidence", confidence);
  }
}
