package io.seedbed.models.segmentation;

/**
 * Thresholds of the distributor rule, over the recent days of the referral rules.
 *
 * @param leastBuyingInvitees bound invitees who bought
 * @param leastMonths calendar months their purchases fall in
 * @param leastCommissionShare net commission as a share of the user's own net spend, where
 *     commissions are an input
 * @param confidence least probability, smoothed over nights, that makes a distributor
 */
public record DistributorRules(
    int leastBuyingInvitees, int leastMonths, double leastCommissionShare, double confidence) {

  public DistributorRules {
    Thresholds.atLeastOne("least-buying-invitees", leastBuyingInvitees);
    Thresholds.atLeastOne("least-months", leastMonths);
    if (!(leastCommissionShare >= 0)) {
      throw new IllegalArgumentException(
          "least-commission-share is %s; use 0 or more".formatted(leastCommissionShare));
    }
    Thresholds.share("confidence", confidence);
  }
}
