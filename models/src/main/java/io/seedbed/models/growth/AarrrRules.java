package io.seedbed.models.growth;

import java.util.List;

/**
 * The windows of the AARRR stages, in days.
 *
 * @param activationDays a first message or order counts in d0…d0 + this
 * @param windows retention windows
 * @param repeatDays a second purchase day counts within each of these of the first
 * @param inviteDays invites count in d0…d0 + this
 * @param inviteMatureDays a member's invites are judged when d0 + this ≤ D
 * @param inviteeBuysWithinDays a joined invitee is a buyer within this of joining
 */
public record AarrrRules(
    int activationDays,
    RetentionWindows windows,
    List<Integer> repeatDays,
    int inviteDays,
    int inviteMatureDays,
    int inviteeBuysWithinDays) {

  public AarrrRules {
    repeatDays = List.copyOf(repeatDays);
    RetentionWindows.requireDistinctDays("repeat-days", repeatDays);
    requirePositive("activation-days", activationDays);
    requirePositive("invite-days", inviteDays);
    requirePositive("invitee-buys-within-days", inviteeBuysWithinDays);
    if (inviteMatureDays < inviteDays) {
      throw new IllegalArgumentException(
          "invite-mature-days is %d, before the last invite counts. Give at least invite-days, %d."
              .formatted(inviteMatureDays, inviteDays));
    }
  }

  static void requirePositive(String key, int days) {
    if (days < 1) {
      throw new IllegalArgumentException(
          "%s is %d. Give a number of at least 1.".formatted(key, days));
    }
  }
}
