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
    Organic organic,
    Sharing sharing,
    Links links) {

  public ContagionSettings {
    Limits.notNegative("influence", influence);
    Limits.share("reach", reach);
    Limits.positive("resistance", resistance);
    Limits.notNegative("resistance-spread", resistanceSpread);
    Limits.positive("memory-days", memoryDays);
    Limits.positive("half-effect", halfEffect);
    Limits.notNegative("persuasion-spread", persuasionSpread);
  }

  /** Coming by oneself. */
  public record Organic(
      double share, double days, double spread, double ringLatest, int ringWithinDays) {

    public Organic {
      Limits.share("share", share);
      Limits.positive("days", days);
      Limits.positive("spread", spread);
      Limits.share("ring-latest", ringLatest);
      Limits.within("ring-within-days", ringWithinDays, 1, 365);
    }
  }

  /** Where and how unevenly people share. */
  public record Sharing(
      double moodSpread,
      double seasonPower,
      double privateChatShare,
      double groupShare,
      double reportedShare) {

    public Sharing {
      Limits.notNegative("mood-spread", moodSpread);
      Limits.notNegative("season-power", seasonPower);
      Limits.share("private-chat-share", privateChatShare);
      Limits.share("group-share", groupShare);
      Limits.atMostAll("group-share", privateChatShare + groupShare);
      Limits.share("reported-share", reportedShare);
    }
  }

  /** Whose link they come by, and what the shop sees of it. */
  public record Links(
      int days,
      double share,
      double unobservedShare,
      double openShare,
      int invitedMinutesLeast,
      int invitedHoursMost) {

    public Links {
      Limits.within("days", days, 0, 365);
      Limits.share("share", share);
      Limits.within("unobserved-share", unobservedShare, 0, 0.9);
      Limits.share("open-share", openShare);
      Limits.within("invited-minutes-least", invitedMinutesLeast, 0, 60);
      Limits.within("invited-hours-most", invitedHoursMost, 1, 8760);
    }
  }
}
