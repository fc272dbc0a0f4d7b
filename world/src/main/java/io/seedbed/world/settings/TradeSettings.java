package io.seedbed.world.settings;

/** How people buy and send back. What each number means stands in {@code conf/world.conf}. */
public record TradeSettings(
    double firstDays,
    double firstSpread,
    double faultShare,
    double abuseShare,
    double partialShare,
    double refundDays,
    double refundSpread,
    double lateRefundShare,
    double unpaidShare,
    double closedShare,
    double tolerance,
    double referralCommission) {

  public TradeSettings {
    Limits.positive("first-days", firstDays);
    Limits.positive("first-spread", firstSpread);
    Limits.share("fault-share", faultShare);
    Limits.share("abuse-share", abuseShare);
    Limits.share("partial-share", partialShare);
    Limits.positive("refund-days", refundDays);
    Limits.notNegative("refund-spread", refundSpread);
    Limits.share("late-refund-share", lateRefundShare);
    Limits.share("unpaid-share", unpaidShare);
    Limits.share("closed-share", closedShare);
    Limits.positive("tolerance", tolerance);
    Limits.share("referral-commission", referralCommission);
  }
}
