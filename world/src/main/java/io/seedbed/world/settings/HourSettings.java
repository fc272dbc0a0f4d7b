package io.seedbed.world.settings;

/** At what hours things are done. What each number means stands in {@code conf/world.conf}. */
public record HourSettings(Peak evening, Peak noon, Waking waking, Working working) {

  public HourSettings {
    Limits.atMostAll("waking", evening.share() + noon.share() + waking.share());
  }

  /** Hours about one of the day. */
  public record Peak(double share, double hour, double spread) {

    public Peak {
      Limits.share("share", share);
      Limits.within("hour", hour, 0, 24);
      Limits.notNegative("spread", spread);
    }
  }

  /** Hours in which people are awake. */
  public record Waking(double share, double from, double to) {

    public Waking {
      Limits.share("share", share);
      Limits.within("from", from, 0, 24);
      Limits.within("to", to, from, 24);
    }
  }

  /** Hours in which the shop and offices work. */
  public record Working(int from, int to) {

    public Working {
      Limits.within("from", from, 0, 23);
      Limits.within("to", to, from + 1, 24);
    }
  }
}
