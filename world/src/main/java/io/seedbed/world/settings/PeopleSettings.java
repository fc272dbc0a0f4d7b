package io.seedbed.world.settings;

/** What people are like. What each number means stands in {@code conf/world.conf}. */
public record PeopleSettings(
    double traitCorrelation,
    double sharesPerWeek,
    double sharesSpread,
    double messagesPerWeek,
    double messagesSpread,
    double silentShare,
    double gapDays,
    double gapSpread,
    double gapDispersionLeast,
    double gapDispersionMost,
    double nonBuyerShare,
    double oneTimeShare,
    double abuseThreshold,
    double resellThreshold,
    double resellFactor,
    double changeShare,
    double secondAccountShare,
    double familyPhoneShare,
    double officesPerThousand,
    double ringsPerThousand,
    int ringSize,
    double optOutShare) {

  public PeopleSettings {
    Limits.within("trait-correlation", traitCorrelation, 0, 0.95);
    Limits.positive("shares-per-week", sharesPerWeek);
    Limits.positive("shares-spread", sharesSpread);
    Limits.positive("messages-per-week", messagesPerWeek);
    Limits.positive("messages-spread", messagesSpread);
    Limits.share("silent-share", silentShare);
    Limits.positive("gap-days", gapDays);
    Limits.notNegative("gap-spread", gapSpread);
    Limits.positive("gap-dispersion-least", gapDispersionLeast);
    Limits.positive("gap-dispersion-most", gapDispersionMost);
    Limits.share("non-buyer-share", nonBuyerShare);
    Limits.share("one-time-share", oneTimeShare);
    Limits.positive("abuse-threshold", abuseThreshold);
    Limits.positive("resell-threshold", resellThreshold);
    Limits.positive("resell-factor", resellFactor);
    Limits.share("change-share", changeShare);
    Limits.share("second-account-share", secondAccountShare);
    Limits.share("family-phone-share", familyPhoneShare);
    Limits.notNegative("offices-per-thousand", officesPerThousand);
    Limits.notNegative("rings-per-thousand", ringsPerThousand);
    Limits.within("ring-size", ringSize, 2, 50);
    Limits.share("opt-out-share", optOutShare);
    Limits.ordered(
        "gap-dispersion-least", gapDispersionLeast, "gap-dispersion-most", gapDispersionMost);
  }
}
