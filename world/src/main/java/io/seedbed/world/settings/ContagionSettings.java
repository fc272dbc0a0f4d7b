package io.seedbed.world.settings;

/** How people come. What each number means stands in {@code conf/world.conf}. */
public record ContagionSettings(
    double influence,
    double reach,
    double resistance,
    double resistanceSpread,
    double memoryDays,
    double halfEffect,
    double persuasionSpread,
    double organicShare,
    double organicDays,
    double organicSpread,
    int linkDays,
    double linkShare,
    double unobservedShare,
    double reportedShare) {

  public ContagionSettings {
    Limits.notNegative("influence", influence);
    Limits.share("reach", reach);
    Limits.positive("resistance", resistance);
    Limits.notNegative("resistance-spread", resistanceSpread);
    Limits.positive("memory-days", memoryDays);
    Limits.positive("half-effect", halfEffect);
    Limits.notNegative("persuasion-spread", persuasionSpread);
    Limits.share("organic-share", organicShare);
    Limits.positive("organic-days", organicDays);
    Limits.positive("organic-spread", organicSpread);
    Limits.within("link-days", linkDays, 0, 365);
    Limits.share("link-share", linkShare);
    Limits.within("unobserved-share", unobservedShare, 0, 0.9);
    Limits.share("reported-share", reportedShare);
  }
}
