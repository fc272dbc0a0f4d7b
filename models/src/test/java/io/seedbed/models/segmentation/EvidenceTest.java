package io.seedbed.models.segmentation;

import static io.seedbed.models.segmentation.Users.segmented;
import static io.seedbed.models.segmentation.Users.segmentedWithoutInvites;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void aFanIsOneInviteeFromASpreader() {
    assertThat(flip(segmented(new Users().buyer("u", 2).inviting("u", 1, 0, 0))))
        .isEqualTo("1 qualified_invitees_180d -> spreader");
  }

  @Test
  void aSpreaderIsOneInviteeFromADistributor() {
    assertThat(flip(segmented(new Users().buyer("u", 2).inviting("u", 2, 2, 2))))
        .isEqualTo("1 buying_invitees_180d -> distributor");
  }

  @Test
  void inviteesOfOneMonthLackAMonth() {
    assertThat(flip(segmented(new Users().buyer("u", 2).inviting("u", 2, 5, 1))))
        .isEqualTo("1 buying_months_180d -> distributor");
  }

  @Test
  void aDistributorFallsWithTheInviteesAboveTheLimit() {
    assertThat(flip(segmented(new Users().buyer("u", 2).inviting("u", 0, 4, 2))))
        .isEqualTo("-2 buying_invitees_180d -> fan");
  }

  @Test
  void aProspectIsOnePurchaseFromABuyer() {
    assertThat(flip(segmented(new Users().user("u")))).isEqualTo("1 purchase_days -> non_repeat");
  }

  @Test
  void aBuyerIsOnePurchaseDayFromWhatSharingSays() {
    assertThat(
            flip(
                segmented(
                    new Users()
                        .buyer(
                            "u", 1, UserFeatures.SHARES_90D, 9L, UserFeatures.SHARE_DAYS_90D, 9L))))
        .isEqualTo("1 purchase_days -> spreader");
  }

  @Test
  void oneMoreBadOrderWouldMakeAProblem() {
    assertThat(flip(segmented(new Users().badBuyer("u", 3, 1))))
        .isEqualTo("1 bad_orders -> problem");
  }

  @Test
  void aProblemUserIsClearedByBadOrdersTakenBack() {
    assertThat(flip(segmented(new Users().badBuyer("u", 5, 3)))).isEqualTo("-2 bad_orders -> fan");
  }

  @Test
  void aSevereEventHasNoFlip() {
    assertThat(flip(segmented(new Users().buyer("u", 1, UserFeatures.SEVERE_EVENT, "chargeback"))))
        .isNull();
  }

  @Test
  void anUnknownRepeatUserIsWeeksFromAFan() {
    assertThat(
            flip(
                segmentedWithoutInvites(
                    new Users().buyer("u", 2, UserFeatures.EXPOSURE_WEEKS_90D, 2L))))
        .isEqualTo("2 exposure_weeks_90d -> fan");
  }

  @Test
  void oneMoreShareWouldMakeASpreader() {
    assertThat(
            flip(
                segmentedWithoutInvites(
                    new Users()
                        .buyer(
                            "u", 2, UserFeatures.SHARES_90D, 6L, UserFeatures.SHARE_DAYS_90D, 3L))))
        .isEqualTo("1 shares_90d -> spreader");
  }

  @Test
  void theStrongestReasonComesFirstAndMarginsAreSigned() {
    assertThat(reasons(segmented(new Users().buyer("u", 2).inviting("u", 0, 9, 2))))
        .isEqualTo("[buying_invitees_180d,9.0,3.0,6.0] [buying_months_180d,2.0,2.0,0.0]");
    assertThat(reasons(segmented(new Users().buyer("u", 2, UserFeatures.EXPOSURE_WEEKS_90D, 3L))))
        .isEqualTo(
            "[p_problem,0.0,0.7,0.7] [exposure_weeks_90d,3.0,4.0,1.0] [purchase_days,2.0,2.0,0.0]");
  }

  @Test
  void noLabelHasMoreThanThreeReasons() {
    assertThat(reasons(segmented(new Users().buyer("u", 2).inviting("u", 2, 0, 0))).split(" "))
        .hasSize(3);
  }

  private static String flip(Row row) {
    String to = row.getAs("flip_to");
    return to == null
        ? null
        : "%.0f %s -> %s"
            .formatted(row.<Double>getAs("flip_by"), row.<String>getAs("flip_rule"), to);
  }

  private static String reasons(Row row) {
    return String.join(
        " ", row.getList(row.fieldIndex("reasons")).stream().map(Object::toString).toList());
  }
}
