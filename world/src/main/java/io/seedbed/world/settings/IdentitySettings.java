package io.seedbed.world.settings;

/**
 * What the customer system holds to be one person. What each number means stands in {@code
 * conf/world.conf}.
 */
public record IdentitySettings(
    double deviceShare,
    double nickShare,
    int lateDaysLeast,
    int lateDaysMost,
    double endedShare,
    int endedWithinDays,
    int firstSecond,
    int lastSecond) {

  private static final int LAST_SECOND_OF_DAY = 86_399;

  public IdentitySettings {
    Limits.share("device-share", deviceShare);
    Limits.share("nick-share", nickShare);
    Limits.within("late-days-least", lateDaysLeast, 0, 365);
    Limits.within("late-days-most", lateDaysMost, lateDaysLeast, 365);
    Limits.share("ended-share", endedShare);
    Limits.within("ended-within-days", endedWithinDays, 1, 3650);
    Limits.within("first-second", firstSecond, 0, LAST_SECOND_OF_DAY);
    Limits.within("last-second", lastSecond, firstSecond, LAST_SECOND_OF_DAY);
  }
}
