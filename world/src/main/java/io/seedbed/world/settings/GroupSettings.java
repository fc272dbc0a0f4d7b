package io.seedbed.world.settings;

/** How people live in groups. What each number means stands in {@code conf/world.conf}. */
public record GroupSettings(
    double sizeMedian,
    double sizeSpread,
    int sizeLeast,
    int sizeMost,
    int perOperator,
    Staying staying,
    Joining joining,
    Circle circle) {

  public GroupSettings {
    Limits.positive("size-median", sizeMedian);
    Limits.notNegative("size-spread", sizeSpread);
    Limits.within("size-least", sizeLeast, 1, 500);
    Limits.within("size-most", sizeMost, 2, 500);
    Limits.ordered("size-least", sizeLeast, "size-most", sizeMost);
    Limits.within("per-operator", perOperator, 1, 1000);
  }

  /** Who is in groups, and how long. */
  public record Staying(
      double outsideShare,
      double leaveShare,
      double days,
      double spread,
      double secondGroupShare,
      int laterWithinDays) {

    public Staying {
      Limits.share("outside-share", outsideShare);
      Limits.share("leave-share", leaveShare);
      Limits.positive("days", days);
      Limits.notNegative("spread", spread);
      Limits.share("second-group-share", secondGroupShare);
      Limits.within("later-within-days", laterWithinDays, 1, 365);
    }
  }

  /** How they come into them. */
  public record Joining(
      double pulledInShare, double byEmployeeShare, double unmarkedShare, int stores) {

    public Joining {
      Limits.share("pulled-in-share", pulledInShare);
      Limits.share("by-employee-share", byEmployeeShare);
      Limits.share("unmarked-share", unmarkedShare);
      Limits.atMostAll("unmarked-share", byEmployeeShare + unmarkedShare);
      Limits.within("stores", stores, 1, 100);
    }
  }

  /** Whom they can tell. */
  public record Circle(
      double median, double spread, int most, double resellerFactor, double outsideShare) {

    public Circle {
      Limits.positive("median", median);
      Limits.notNegative("spread", spread);
      Limits.within("most", most, 1, 1000);
      Limits.positive("reseller-factor", resellerFactor);
      Limits.share("outside-share", outsideShare);
    }
  }
}
