package io.seedbed.world.settings;

/** How people live in groups. What each number means stands in {@code conf/world.conf}. */
public record GroupSettings(
    double sizeMedian,
    double sizeSpread,
    int sizeMost,
    double secondGroupShare,
    double outsideShare,
    double leaveShare,
    double stayDays,
    double circleMedian,
    double circleSpread,
    int circleMost,
    double circleOutside) {

  public GroupSettings {
    Limits.positive("size-median", sizeMedian);
    Limits.notNegative("size-spread", sizeSpread);
    Limits.within("size-most", sizeMost, 2, 500);
    Limits.share("second-group-share", secondGroupShare);
    Limits.share("outside-share", outsideShare);
    Limits.share("leave-share", leaveShare);
    Limits.positive("stay-days", stayDays);
    Limits.positive("circle-median", circleMedian);
    Limits.notNegative("circle-spread", circleSpread);
    Limits.within("circle-most", circleMost, 1, 1000);
    Limits.share("circle-outside", circleOutside);
  }
}
