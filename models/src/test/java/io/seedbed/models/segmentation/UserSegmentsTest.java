package io.seedbed.models.segmentation;

import static io.seedbed.models.segmentation.Users.daysAgo;
import static io.seedbed.models.segmentation.Users.label;
import static io.seedbed.models.segmentation.Users.segmented;
import static io.seedbed.models.segmentation.Users.segmentedWithoutInvites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserSegmentsTest {

  @Test
  void aUserWhoNeverBoughtIsAProspect() {
    Row row = segmented(new Users().user("u"));

    assertThat(label(row)).isEqualTo("prospect");
    assertThat(flag(row, "is_voided_buyer")).isFalse();
  }

  @Test
  void aBuyerWithNothingKeptIsAVoidedProspect() {
    Row row = segmented(new Users().badBuyer("u", 1, 1));

    assertThat(label(row)).isEqualTo("prospect");
    assertThat(flag(row, "is_voided_buyer")).isTrue();
  }

  @Test
  void oneOrderWithOneRefundIsNeverAProblem() {
    Row row = segmented(new Users().badBuyer("u", 1, 1));

    assertThat(flag(row, "is_problem")).isFalse();
    assertThat(number(row, "p_problem")).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 1000})
  void aSpotlessUserIsNeverAProblem(long orders) {
    assertThat(flag(segmented(new Users().badBuyer("u", orders, 0)), "is_problem")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, false",
    "3, 1, false",
    "3, 2, true",
    "3, 3, true",
    "30, 3, false",
    "30, 8, true"
  })
  void enoughOrdersOfWhichEnoughAreBadMakeAProblem(long orders, long bad, boolean isProblem) {
    assertThat(flag(segmented(new Users().badBuyer("u", orders, bad)), "is_problem"))
        .isEqualTo(isProblem);
  }

  @Test
  void aProblemUserIsNothingElseButKeepsTheFlags() {
    Row row = segmented(new Users().badBuyer("u", 8, 5).inviting("u", 2, 3, 2));

    assertThat(label(row)).isEqualTo("problem");
    assertThat(flag(row, "is_repeat")).isTrue();
    assertThat(flag(row, "is_distributor")).isTrue();
    assertThat(flag(row, "is_spreader")).isTrue();
  }

  @Test
  void oldBadOrdersAreForgiven() {
    Row row =
        segmented(
            new Users()
                .buyer(
                    "u",
                    5,
                    UserFeatures.PAID_ORDERS,
                    8L,
                    UserFeatures.BAD_ORDERS,
                    3L,
                    UserFeatures.DECAYED_ORDERS,
                    5.1,
                    UserFeatures.DECAYED_BAD_ORDERS,
                    0.1));

    assertThat(flag(row, "is_problem")).isFalse();
    assertThat(number(row, "p_problem")).isGreaterThan(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chargeback", "fraud", "repeated_violation"})
  void aSevereEventFlagsABuyerAtOnce(String event) {
    Row row = segmented(new Users().buyer("u", 1, UserFeatures.SEVERE_EVENT, event));

    assertThat(label(row)).isEqualTo("problem");
    assertThat(number(row, "p_problem")).isEqualTo(1);
    assertThat(row.getList(row.fieldIndex("reasons")).get(0))
        .hasToString("[severe_event,1.0,0.0,1.0]");
  }

  @Test
  void aSevereEventWithoutAPaidOrderDoesNotMakeAProblemUser() {
    assertThat(label(segmented(new Users().user("u", UserFeatures.SEVERE_EVENT, "fraud"))))
        .isEqualTo("prospect");
  }

  @ParameterizedTest
  @CsvSource({"44, true", "45, false", "46, false"})
  void oneDayBuyersAreNotYetDueBeforeTheMedianGap(int daysAgo, boolean isNotYetDue) {
    Row row =
        segmented(new Users().buyer("u", 1, UserFeatures.FIRST_PURCHASE_DAY, daysAgo(daysAgo)));

    assertThat(label(row)).isEqualTo("non_repeat");
    assertThat(flag(row, "is_not_yet_due")).isEqualTo(isNotYetDue);
  }

  @Test
  void repeatUsersAreNeverNotYetDue() {
    assertThat(flag(segmented(new Users().buyer("u", 2)), "is_not_yet_due")).isFalse();
  }

  @Test
  void aQuietRepeatUserWhoWasWatchedIsAFan() {
    assertThat(label(segmented(new Users().buyer("u", 2)))).isEqualTo("repeat/fan");
  }

  @ParameterizedTest
  @CsvSource({"0, unknown", "3, unknown", "4, fan"})
  void aRepeatUserWhoWasHardlyWatchedIsUnknown(long weeks, String type) {
    assertThat(label(segmented(new Users().buyer("u", 2, UserFeatures.EXPOSURE_WEEKS_90D, weeks))))
        .isEqualTo("repeat/" + type);
  }

  @Test
  void whereSharingCannotBeSeenNobodyIsAFan() {
    Row row = segmented(new Users().buyer("u", 2, UserFeatures.IS_SHARING_OBSERVED, false));

    assertThat(label(row)).isEqualTo("repeat/unknown");
    assertThat(row.isNullAt(row.fieldIndex("p_spreader"))).isTrue();
    assertThat(flag(row, "is_spreader")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "8, 5, spreader",
    "8, 1, fan",
    "2, 2, fan",
    "1, 1, fan",
    "7, 2, spreader",
    "6, 2, fan"
  })
  void oftenSharingOnSeveralDaysMakesASpreader(long shares, long days, String type) {
    assertThat(
            label(
                segmented(
                    new Users()
                        .buyer(
                            "u",
                            2,
                            UserFeatures.SHARES_90D,
                            shares,
                            UserFeatures.SHARE_DAYS_90D,
                            days))))
        .isEqualTo("repeat/" + type);
  }

  @Test
  void qualifiedInviteesMakeASpreaderWhateverWasShared() {
    assertThat(label(segmented(new Users().buyer("u", 2).inviting("u", 1, 0, 0))))
        .isEqualTo("repeat/fan");
    Row row =
        segmented(
            new Users()
                .buyer("u", 2, UserFeatures.IS_SHARING_OBSERVED, false)
                .inviting("u", 2, 0, 0));
    assertThat(label(row)).isEqualTo("repeat/spreader");
    assertThat(number(row, "p_spreader")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, distributor", "2, 2, spreader", "3, 1, spreader", "4, 2, distributor"})
  void inviteesWhoBuyOverMonthsMakeADistributorBeforeASpreader(
      long buying, long months, String type) {
    assertThat(label(segmented(new Users().buyer("u", 2).inviting("u", 2, buying, months))))
        .isEqualTo("repeat/" + type);
  }

  @ParameterizedTest
  @CsvSource({"1999, fan", "2000, distributor"})
  void whereCommissionsExistADistributorEarnsAFifthOfTheOwnSpend(long commission, String type) {
    assertThat(
            label(
                segmented(
                    new Users()
                        .buyer(
                            "u",
                            2,
                            UserFeatures.NET_SPEND_180D_MINOR,
                            10_000L,
                            UserFeatures.NET_COMMISSION_180D_MINOR,
                            commission)
                        .inviting("u", 0, 3, 2))))
        .isEqualTo("repeat/" + type);
  }

  @Test
  void whereInvitesCannotBeSeenDistributionIsUnknownNotDenied() {
    Row unseen = segmentedWithoutInvites(new Users().buyer("u", 2));
    Row without = segmented(new Users().buyer("u", 2));

    assertThat(unseen.isNullAt(unseen.fieldIndex("p_distributor"))).isTrue();
    assertThat(number(without, "p_distributor")).isZero();
    assertThat(label(unseen)).isEqualTo("repeat/fan");
  }

  @Test
  void everyRowNamesTheFitsItRestsOn() {
    assertThat(segmented(new Users().user("u")).<String>getAs("fit_version")).isEqualTo("p1+g1+s1");
  }

  @Test
  void theProbabilityOfALabelGoesDownThePrecedence() {
    Row row = segmented(new Users().badBuyer("u", 30, 3));
    double pProblem = number(row, "p_problem");

    assertThat(label(row)).isEqualTo("repeat/fan");
    assertThat(pProblem).isBetween(0.01, 0.69);
    assertThat(number(row, "probability")).isEqualTo(1 - pProblem, within(1e-12));
    assertThat(row.<String>getAs("runner_up")).isEqualTo("problem");
  }

  @Test
  void aLabelThatNothingContestsHasNoRunnerUp() {
    assertThat(segmented(new Users().buyer("u", 1)).<String>getAs("runner_up")).isNull();
  }

  private static boolean flag(Row row, String name) {
    return row.getBoolean(row.fieldIndex(name));
  }

  private static double number(Row row, String name) {
    return row.getDouble(row.fieldIndex(name));
  }
}
