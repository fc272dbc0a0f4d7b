package io.seedbed.world.settings;

/** What is wrong with the files. What each number means stands in {@code conf/world.conf}. */
public record DirtSettings(
    double lateShare,
    int lateDays,
    double duplicateShare,
    double missingInviterShare,
    double recallShare,
    double wrongStateShare,
    double noUnionidShare,
    double unlinkedShare,
    double lateLinkShare,
    double wrongLinkShare) {

  public DirtSettings {
    Limits.share("late-share", lateShare);
    Limits.within("late-days", lateDays, 1, 30);
    Limits.share("duplicate-share", duplicateShare);
    Limits.share("missing-inviter-share", missingInviterShare);
    Limits.share("recall-share", recallShare);
    Limits.share("wrong-state-share", wrongStateShare);
    Limits.share("no-unionid-share", noUnionidShare);
    Limits.share("unlinked-share", unlinkedShare);
    Limits.share("late-link-share", lateLinkShare);
    Limits.share("wrong-link-share", wrongLinkShare);
  }
}
