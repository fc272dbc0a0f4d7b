package io.seedbed.world.settings;

/**
 * What somebody who knows everything would call people. What each number means stands in {@code
 * conf/world.conf}.
 */
public record TruthSettings(
    double abuseIntent,
    int buyersBrought,
    int broughtDays,
    double sharesPerWeek,
    int shareDays,
    int parallelWorlds,
    int influenceDays) {

  public TruthSettings {
    Limits.share("abuse-intent", abuseIntent);
    Limits.within("buyers-brought", buyersBrought, 1, 1000);
    Limits.within("brought-days", broughtDays, 1, 3650);
    Limits.positive("shares-per-week", sharesPerWeek);
    Limits.within("share-days", shareDays, 2, 3650);
    Limits.within("parallel-worlds", parallelWorlds, 0, 1000);
    Limits.within("influence-days", influenceDays, 1, 3650);
  }
}
