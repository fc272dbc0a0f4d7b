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

  @Test
  void spotlessUsersAreNeverAProblem() {
    Users spotless = new Users();
    for (long orders : new long[] {1, 2, 3, 10, 1000}) {
      spotless.badBuyer(orders + " orders", orders, 0);
    }

    assertThat(spotless.whoIs(UserSegments.IS_PROBLEM)).isEmpty();
  }

  @Test
  void enoughOrdersOfWhichEnoughAreBadMakeAProblem() {
    Users users =
        new Users()
            .badBuyer("2 of 2", 2, 2)
            .badBuyer("1 of 3", 3, 1)
            .badBuyer("2 of 3", 3, 2)
            .badBuyer("3 of 3", 3, 3)
            .badBuyer("3 of 30", 30, 3)
            .badBuyer("8 of 30", 30, 8);

    assertThat(users.whoIs(UserSegments.IS_PROBLEM)).containsExactly("2 of 3", "3 of 3", "8 of 30");
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

  @Test
  void aSevereEventFlagsABuyerAtOnce() {
    Row row = segmented(new Users().buyer("u", 1, UserFeatures.SEVERE_EVENT, "chargeback"));

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

  @Test
  void whatTheShopDecidesGoesBeforeRateAndSevereEvents() {
    Users users =
        new Users()
            .buyer("confirmed", 2, UserFeatures.APPEAL_RULING, "confirmed")
            .user("never paid", UserFeatures.APPEAL_RULING, "confirmed")
            .buyer(
                "cleared",
                1,
                UserFeatures.APPEAL_RULING,
                "cleared",
                UserFeatures.SEVERE_EVENT,
                "fraud")
            .badBuyer("cleared by rate", 8, 6, UserFeatures.APPEAL_RULING, "cleared")
            .badBuyer("less evidence", 8, 6, UserFeatures.APPEAL_RULING, "evidence_cleared")
            .badBuyer("little evidence", 8, 1, UserFeatures.APPEAL_RULING, "evidence_cleared");

    assertThat(users.whoIs(UserSegments.IS_PROBLEM)).containsExactly("confirmed", "less evidence");
    assertThat(users.rows())
        .filteredOn(row -> row.<String>getAs("user_id").startsWith("cleared"))
        .allSatisfy(row -> assertThat(number(row, "p_problem")).isZero());
  }

  @Test
  void oneDayBuyersAreNotYetDueBeforeTheMedianGap() {
    Users buyers = new Users().buyer("twice", 2);
    for (int days : new int[] {0, 44, 45, 46}) {
      buyers.buyer(days + " days ago", 1, UserFeatures.FIRST_PURCHASE_DAY, daysAgo(days));
    }

    assertThat(buyers.whoIs(UserSegments.IS_NOT_YET_DUE))
        .containsExactly("0 days ago", "44 days ago");
    assertThat(buyers.labels()).containsEntry("46 days ago", "non_repeat");
  }

  @Test
  void aQuietRepeatUserWhoWasWatchedIsAFan() {
    assertThat(label(segmented(new Users().buyer("u", 2)))).isEqualTo("repeat/fan");
  }

  @Test
  void repeatUsersWhoWereHardlyWatchedAreUnknown() {
    Users repeaters = new Users();
    for (long weeks : new long[] {0, 3, 4}) {
      repeaters.buyer(weeks + " weeks", 2, UserFeatures.EXPOSURE_WEEKS_90D, weeks);
    }

    assertThat(repeaters.labels())
        .containsEntry("0 weeks", "repeat/unknown")
        .containsEntry("3 weeks", "repeat/unknown")
        .containsEntry("4 weeks", "repeat/fan");
  }

  @Test
  void whereSharingCannotBeSeenNobodyIsAFan() {
    Row row = segmented(new Users().buyer("u", 2, UserFeatures.IS_SHARING_OBSERVED, false));

    assertThat(label(row)).isEqualTo("repeat/unknown");
    assertThat(row.isNullAt(row.fieldIndex("p_spreader"))).isTrue();
    assertThat(flag(row, "is_spreader")).isFalse();
  }

  @Test
  void sharingOftenAndOnSeveralDaysMakesASpreader() {
    Users sharers = new Users();
    for (long shares : new long[] {1, 2, 6, 7, 8}) {
      for (long days : new long[] {1, 2}) {
        sharers.buyer(
            shares + " on " + days,
            2,
            UserFeatures.SHARES_90D,
            shares,
            UserFeatures.SHARE_DAYS_90D,
            days);
      }
    }

    assertThat(sharers.whoIs(UserSegments.IS_SPREADER)).containsExactly("7 on 2", "8 on 2");
    assertThat(sharers.labels())
        .containsEntry("7 on 2", "repeat/spreader")
        .containsEntry("6 on 2", "repeat/fan");
  }

  @Test
  void manySharesInAShortWatchMakeASpreaderToo() {
    assertThat(
            new Users()
                .buyer(
                    "u",
                    2,
                    UserFeatures.EXPOSURE_WEEKS_90D,
                    1L,
                    UserFeatures.SHARES_90D,
                    5L,
                    UserFeatures.SHARE_DAYS_90D,
                    2L)
                .labels())
        .containsEntry("u", "repeat/spreader");
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

  @Test
  void inviteesWhoBuyOverMonthsMakeADistributorBeforeASpreader() {
    Users inviters = new Users();
    for (long buying : new long[] {2, 3, 4}) {
      for (long months : new long[] {1, 2}) {
        String id = buying + " in " + months;
        inviters.buyer(id, 2).inviting(id, 2, buying, months);
      }
    }

    assertThat(inviters.whoIs(UserSegments.IS_DISTRIBUTOR)).containsExactly("3 in 2", "4 in 2");
    assertThat(inviters.labels())
        .containsEntry("3 in 2", "repeat/distributor")
        .containsEntry("2 in 2", "repeat/spreader")
        .containsEntry("3 in 1", "repeat/spreader");
  }

  @Test
  void whereCommissionsExistADistributorEarnsAFifthOfTheOwnSpend() {
    Users earners = new Users();
    for (long commission : new long[] {0, 1999, 2000}) {
      String id = "earns " + commission;
      earners
          .buyer(
              id,
              2,
              UserFeatures.NET_SPEND_180D_MINOR,
              10_000L,
              UserFeatures.NET_COMMISSION_180D_MINOR,
              commission)
          .inviting(id, 0, 3, 2);
    }

    assertThat(earners.whoIs(UserSegments.IS_DISTRIBUTOR)).containsExactly("earns 2000");
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
