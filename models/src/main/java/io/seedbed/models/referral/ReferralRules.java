package io.seedbed.models.referral;

import java.util.List;

/**
 * When an invite counts.
 *
 * @param membershipScenes scenes of joining a group that make the member's inviter an inviter; "*"
 *     for any, empty for none
 * @param purchaseWithinDays days after joining in which an invitee must buy
 * @param activeWithinDays days after that purchase in which they must be active
 * @param matureAfterDays days after joining from which a missing success is a failure
 * @param recentDays days of the windows that count recent successes
 */
public record ReferralRules(
    List<String> membershipScenes,
    int purchaseWithinDays,
    int activeWithinDays,
    int matureAfterDays,
    int recentDays) {

  /** The scene that stands for any. */
  public static final String ANY_SCENE = "*";

  public ReferralRules {
    membershipScenes = List.copyOf(membershipScenes);
    requirePositive("purchase-within-days", purchaseWithinDays);
    requirePositive("active-within-days", activeWithinDays);
    requirePositive("recent-days", recentDays);
    if (matureAfterDays < purchaseWithinDays + activeWithinDays) {
      throw new IllegalArgumentException(
          "mature-after-days is %d, but an invitee has %d days to buy and %d to be active after it. Give at least %d."
              .formatted(
                  matureAfterDays,
                  purchaseWithinDays,
                  activeWithinDays,
                  purchaseWithinDays + activeWithinDays));
    }
  }

  /** Days after joining in which everything happens that can make an invitee qualified. */
  int daysToQualify() {
    return purchaseWithinDays + activeWithinDays;
  }

  private static void requirePositive(String key, int days) {
    if (days < 1) {
      throw new IllegalArgumentException("%s is %d. Give at least 1 day.".formatted(key, days));
    }
  }
}
