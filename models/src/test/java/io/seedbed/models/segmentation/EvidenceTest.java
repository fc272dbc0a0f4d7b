package io.seedbed.models.segmentation;

import static io.seedbed.models.segmentation.Users.segmentedWithoutInvites;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void repeatUsersFlipByTheInviteesMonthsOrSharesTheyLack() {
    assertThat(
            flips(
                new Users()
                    .buyer("fan with an invitee", 2)
                    .inviting("fan with an invitee", 1, 0, 0)
                    .buyer("spreader", 2)
                    .inviting("spreader", 2, 2, 2)
                    .buyer("invitees of one month", 2)
                    .inviting("invitees of one month", 2, 5, 1)
                    .buyer("distributor", 2)
                    .inviting("distributor", 0, 4, 2)
                    .buyer(
                        "fan who shares",
                        2,
                        UserFeatures.SHARES_90D,
                        6L,
                        UserFeatures.SHARE_DAYS_90D,
                        3L)))
        .containsOnly(
            Map.entry("fan with an invitee", "1 qualified_invitees_180d -> spreader"),
            Map.entry("spreader", "1 buying_invitees_180d -> distributor"),
            Map.entry("invitees of one month", "1 buying_months_180d -> distributor"),
            Map.entry("distributor", "-2 buying_invitees_180d -> fan"),
            Map.entry("fan who shares", "1 shares_90d -> spreader"));
  }

  @Test
  void spreadersFlipByTheSharesOrInviteesTheyHaveTooMany() {
    assertThat(
            flips(
                new Users()
                    .buyer(
                        "sharer", 2, UserFeatures.SHARES_90D, 8L, UserFeatures.SHARE_DAYS_90D, 8L)
                    .buyer("inviter", 2)
                    .inviting("inviter", 3, 0, 0)
                    .buyer("inviter hardly watched", 2, UserFeatures.EXPOSURE_WEEKS_90D, 2L)
                    .inviting("inviter hardly watched", 2, 0, 0)
                    .buyer("both", 2, UserFeatures.SHARES_90D, 20L, UserFeatures.SHARE_DAYS_90D, 9L)
                    .inviting("both", 2, 0, 0)))
        .containsOnly(
            Map.entry("sharer", "-4 shares_90d -> fan"),
            Map.entry("inviter", "-2 qualified_invitees_180d -> fan"),
            Map.entry("inviter hardly watched", "-1 qualified_invitees_180d -> unknown"),
            Map.entry("both", "none"));
  }

  @Test
  void othersFlipByPurchasesOrBadOrders() {
    assertThat(
            flips(
                new Users()
                    .user("prospect")
                    .buyer(
                        "sharing buyer",
                        1,
                        UserFeatures.SHARES_90D,
                        9L,
                        UserFeatures.SHARE_DAYS_90D,
                        9L)
                    .badBuyer("buyer at risk", 3, 1)
                    .badBuyer("problem user", 5, 3)
                    .buyer("severe", 1, UserFeatures.SEVERE_EVENT, "chargeback")))
        .containsOnly(
            Map.entry("prospect", "1 purchase_days -> non_repeat"),
            Map.entry("sharing buyer", "1 purchase_days -> spreader"),
            Map.entry("buyer at risk", "1 bad_orders -> problem"),
            Map.entry("problem user", "-2 bad_orders -> fan"),
            Map.entry("severe", "none"));
  }

  @Test
  void whereInvitesCannotBeSeenNoFlipRestsOnThem() {
    assertThat(
            flip(
                segmentedWithoutInvites(
                    new Users().buyer("u", 2, UserFeatures.EXPOSURE_WEEKS_90D, 2L))))
        .isEqualTo("2 exposure_weeks_90d -> fan");
  }

  @Test
  void theStrongestReasonsComeFirst() {
    assertThat(
            reasons(
                new Users()
                    .buyer("distributor", 2)
                    .inviting("distributor", 0, 9, 2)
                    .buyer("hardly watched", 2, UserFeatures.EXPOSURE_WEEKS_90D, 3L)
                    .buyer("spreader", 2, UserFeatures.SHARES_90D, 1L)
                    .inviting("spreader", 3, 0, 0)))
        .containsOnly(
            Map.entry(
                "distributor",
                "[buying_invitees_180d,9.0,3.0,6.0] [buying_months_180d,2.0,2.0,0.0]"),
            Map.entry(
                "hardly watched",
                "[smoothed_problem,0.0,0.7,0.7] [exposure_weeks_90d,3.0,4.0,1.0] [purchase_days,2.0,2.0,0.0]"),
            Map.entry("spreader", "[qualified_invitees_180d,3.0,2.0,1.0]"));
  }

  @Test
  void noReasonIsAMeasureTheLabelDoesNotRestOn() {
    assertThat(
            reasons(
                new Users()
                    .buyer("severe", 1, UserFeatures.SEVERE_EVENT, "chargeback")
                    .user("prospect")))
        .containsOnly(
            Map.entry("severe", "[severe_event,1.0,0.0,1.0]"),
            Map.entry("prospect", "[purchase_days,0.0,1.0,1.0]"));
  }

  @Test
  void theAppealIsNamedBeforeAllOtherReasons() {
    Field ruling = UserFeatures.APPEAL_RULING;
    Field appeal = UserFeatures.APPEAL_ID;
    assertThat(
            reasons(
                new Users()
                    .badBuyer("confirmed", 8, 6, ruling, "confirmed", appeal, "A-1")
                    .badBuyer("cleared", 8, 7, ruling, "cleared", appeal, "A-2")
                    .badBuyer("less", 5, 0, ruling, "evidence_cleared", appeal, "A-3")))
        .containsOnly(
            Map.entry(
                "confirmed",
                "[appeal_confirmed:A-1,null,null,null] [bad_orders,6.0,2.0,4.0] [paid_orders,8.0,3.0,5.0]"),
            Map.entry("cleared", "[appeal_cleared:A-2,null,null,null] [purchase_days,1.0,2.0,1.0]"),
            Map.entry(
                "less",
                "[appeal_evidence_cleared:A-3,null,null,null] [exposure_weeks_90d,12.0,4.0,8.0] [purchase_days,5.0,2.0,3.0]"));
  }

  @Test
  void noOrderFlipsWhatTheShopHasDecided() {
    Field ruling = UserFeatures.APPEAL_RULING;
    assertThat(
            flips(
                new Users()
                    .badBuyer("confirmed", 8, 6, ruling, "confirmed")
                    .badBuyer("cleared", 5, 4, ruling, "cleared")))
        .containsOnly(
            Map.entry("confirmed", "none"), Map.entry("cleared", "1 purchase_days -> fan"));
  }

  private static Map<String, String> flips(Users users) {
    return users.rows().stream().collect(Collectors.toMap(EvidenceTest::user, EvidenceTest::flip));
  }

  private static Map<String, String> reasons(Users users) {
    return users.rows().stream()
        .collect(
            Collectors.toMap(
                EvidenceTest::user,
                row ->
                    row.getList(row.fieldIndex("reasons")).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" "))));
  }

  private static String user(Row row) {
    return row.getAs("user_id");
  }

  private static String flip(Row row) {
    String to = row.getAs("flip_to");
    return to == null
        ? "none"
        : "%.0f %s -> %s"
            .formatted(row.<Double>getAs("flip_by"), row.<String>getAs("flip_rule"), to);
  }
}
