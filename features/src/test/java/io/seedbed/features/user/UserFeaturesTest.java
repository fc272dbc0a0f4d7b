package io.seedbed.features.user;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class UserFeaturesTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.parse("2024-06-30"), ZoneId.of("Asia/Shanghai"));
  private static final FeatureRules RULES = new FeatureRules(30, 180, 200, 180, 180, 45);
  private static final ZoneId ZONE = RUN_DATE.zone();

  private final Fixture known =
      Fixture.of(
          UserAcquisition.TABLE, ZONE, UserAcquisition.USER_ID, UserAcquisition.ACQUIRED_DAY);
  private final Fixture days =
      Fixture.of(
          UserDay.TABLE,
          ZONE,
          UserDay.USER_ID,
          UserDay.DAY,
          UserDay.PAID_ORDERS,
          UserDay.KEPT_ORDERS,
          UserDay.BAD_ORDERS,
          UserDay.NET_MINOR,
          UserDay.MESSAGES);
  private final Fixture messages =
      Fixture.of(
          ChatMessages.TABLE,
          ZONE,
          ChatMessages.USER_ID,
          ChatMessages.GROUP_ID,
          ChatMessages.SENT_AT,
          ChatMessages.IS_MEANINGFUL,
          ChatMessages.IS_SHARE);
  private final Fixture stays =
      Fixture.of(
          Memberships.TABLE,
          ZONE,
          Memberships.USER_ID,
          Memberships.GROUP_ID,
          Memberships.JOINED_AT,
          Memberships.LEFT_AT);
  private final Fixture commissions =
      Fixture.of(
          Commissions.TABLE,
          ZONE,
          Commissions.USER_ID,
          Commissions.BOOKED_AT,
          Commissions.AMOUNT_MINOR);
  private final Fixture complaints =
      Fixture.of(
          Complaints.TABLE,
          ZONE,
          Complaints.COMPLAINT_ID,
          Complaints.USER_ID,
          Complaints.COMPLAINED_AT,
          Complaints.KIND,
          Complaints.IS_UPHELD);
  private final Fixture appeals =
      Fixture.of(
          Appeals.TABLE,
          ZONE,
          Appeals.APPEAL_ID,
          Appeals.USER_ID,
          Appeals.DECISION,
          Appeals.ABOUT,
          Appeals.ABOUT_ID,
          Appeals.FROM_AT,
          Appeals.UNTIL_AT);
  private final Fixture violations =
      Fixture.of(
          Violations.TABLE,
          ZONE,
          Violations.VIOLATION_ID,
          Violations.USER_ID,
          Violations.VIOLATED_AT,
          Violations.KIND);

  @Test
  void aKnownUserWithoutEventsHasZeroesAndNoDates() {
    known.row("u1", "2024-06-20");
    assertThat(features(false, false))
        .conformsTo(UserFeatures.TABLE)
        .on(
            UserFeatures.TENURE_DAYS,
            UserFeatures.PURCHASE_DAYS,
            UserFeatures.LAST_PURCHASE_DAY,
            UserFeatures.DECAYED_ORDERS,
            UserFeatures.EXPOSURE_WEEKS_90D,
            UserFeatures.IS_SHARING_OBSERVED,
            UserFeatures.REACH_28D,
            UserFeatures.NET_COMMISSION_180D_MINOR,
            UserFeatures.SEVERE_EVENT)
        .hasRows(row(10, 0, null, 0.0, 0, false, 0, null, null));
  }

  @Test
  void onlyDaysWithNetValueArePurchaseDays() {
    known.row("u1", "2024-01-01");
    days.row("u1", "2024-02-01", 1, 0, 1, 0, 0)
        .row("u1", "2024-02-02", 2, 1, 1, 500, 0)
        .row("u1", "2024-04-01", 1, 1, 0, 300, 0)
        .row("u1", "2024-04-02", 1, 1, 0, 200, 0)
        .row("u1", "2024-06-30", 0, 0, 0, 0, 3);
    assertThat(features(false, false))
        .on(
            UserFeatures.PURCHASE_DAYS,
            UserFeatures.FIRST_PURCHASE_DAY,
            UserFeatures.SECOND_PURCHASE_DAY,
            UserFeatures.LAST_PURCHASE_DAY,
            UserFeatures.PURCHASE_DAYS_90D,
            UserFeatures.NET_SPEND_90D_MINOR,
            UserFeatures.NET_SPEND_180D_MINOR,
            UserFeatures.ACTIVE_DAYS_30D,
            UserFeatures.LAST_ACTIVE_DAY)
        .hasRows(row(3, "2024-02-02", "2024-04-01", "2024-04-02", 1, 200, 1000, 1, "2024-06-30"));
  }

  @Test
  void ordersHalveInWeightEvery180Days() {
    known.row("u1", "2023-01-01");
    days.row("u1", "2024-06-30", 1, 1, 0, 100, 0)
        .row("u1", "2024-01-02", 1, 1, 1, 100, 0)
        .row("u1", "2023-07-06", 1, 1, 1, 100, 0);
    assertThat(features(false, false))
        .on(UserFeatures.DECAYED_ORDERS, UserFeatures.DECAYED_BAD_ORDERS)
        .hasRows(row(1.75, 0.75));
  }

  @Test
  void exposureCountsTheWeeksInObservedGroups() {
    known.row("now", "2024-01-01").row("left", "2024-01-01").row("talks", "2024-01-01");
    known.row("old", "2024-01-01").row("silent", "2024-01-01");
    messages.row(null, "g1", "2024-02-01T00:00:00Z", true, false);
    messages.row("talks", "g1", "2024-06-22T16:00:00Z", false, false);
    stays
        .row("now", "g1", "2024-06-22T16:00:00Z", null)
        .row("left", "g1", "2024-01-05T00:00:00Z", "2024-06-23T15:59:59Z")
        .row("old", "g1", "2024-01-05T00:00:00Z", "2024-04-01T15:59:59Z")
        .row("silent", "g2", "2024-01-05T00:00:00Z", null);
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.EXPOSURE_WEEKS_90D)
        .hasRows(row("now", 2), row("left", 12), row("talks", 2), row("old", 0), row("silent", 0));
  }

  @Test
  void withPlatformSharesExposureIsWholeWeeksSinceFirstSeen() {
    known.row("u1", "2024-06-24").row("u2", "2024-06-23").row("u3", "2023-01-01");
    assertThat(features(true, false))
        .on(UserFeatures.USER_ID, UserFeatures.EXPOSURE_WEEKS_90D, UserFeatures.IS_SHARING_OBSERVED)
        .hasRows(row("u1", 0, true), row("u2", 1, true), row("u3", 13, true));
  }

  @Test
  void oneSharedCardMakesSharingObservable() {
    known.row("u1", "2024-06-24");
    messages.row("u9", "g1", "2024-06-30T15:59:59Z", true, true);
    assertThat(features(false, false)).on(UserFeatures.IS_SHARING_OBSERVED).hasRows(row(true));
  }

  @Test
  void reachCountsEveryOtherActiveMemberOnceUpToTheCap() {
    known.row("u1", "2024-01-01").row("u2", "2024-01-01").row("u3", "2024-01-01");
    stays
        .row("u1", "g1", "2024-01-05T00:00:00Z", null)
        .row("u1", "g2", "2024-01-05T00:00:00Z", null)
        .row("u2", "g2", "2024-01-05T00:00:00Z", null)
        .row("u3", "g1", "2024-01-05T00:00:00Z", "2024-06-30T15:59:59Z");
    messages
        .row("u1", "g1", "2024-06-30T00:00:00Z", true, false)
        .row("both", "g1", "2024-06-30T00:00:00Z", true, false)
        .row("both", "g2", "2024-06-30T00:00:00Z", true, false)
        .row("one", "g2", "2024-06-02T16:00:00Z", true, false)
        .row("early", "g2", "2024-06-02T15:59:59Z", true, false)
        .row("mute", "g2", "2024-06-30T00:00:00Z", false, false);
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.REACH_28D)
        .hasRows(row("u1", 2), row("u2", 2), row("u3", 0));
  }

  @Test
  void theFirstPurchaseDayIsValuedWholeAndARefundedOneIsNone() {
    known.row("u1", "2024-01-01").row("refunded", "2024-01-01");
    days.row("u1", "2024-02-01", 1, 0, 1, 0, 0)
        .row("u1", "2024-02-03", 3, 2, 1, 700, 0)
        .row("u1", "2024-02-04", 1, 1, 0, 9_000, 0)
        .row("refunded", "2024-02-01", 1, 0, 1, 0, 0);
    assertThat(features(false, false))
        .on(
            UserFeatures.USER_ID,
            UserFeatures.FIRST_PURCHASE_DAY,
            UserFeatures.FIRST_PURCHASE_NET_MINOR)
        .hasRows(row("u1", "2024-02-03", 700), row("refunded", null, null));
  }

  @Test
  void aReturnIsTheFirstPurchaseOfThirtyDaysAfterOneBeforeThem() {
    for (String user : new String[] {"back", "edge", "still", "new", "gone"}) {
      known.row(user, "2023-01-01");
    }
    days.row("back", "2024-01-02", 1, 1, 0, 5, 0)
        .row("back", "2024-06-20", 1, 1, 0, 5, 0)
        .row("back", "2024-06-29", 1, 1, 0, 5, 0)
        .row("edge", "2024-05-31", 1, 1, 0, 5, 0)
        .row("edge", "2024-06-01", 1, 1, 0, 5, 0)
        .row("still", "2024-05-30", 1, 0, 1, 0, 0)
        .row("still", "2024-06-02", 1, 1, 0, 5, 0)
        .row("new", "2024-06-02", 1, 1, 0, 5, 0)
        .row("new", "2024-06-12", 1, 1, 0, 5, 0)
        .row("gone", "2024-01-01", 1, 1, 0, 5, 0)
        .row("gone", "2024-05-31", 1, 1, 0, 5, 0);
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.RETURN_GAP_30D_DAYS)
        .hasRows(
            row("back", 170),
            row("edge", 1),
            row("still", null),
            row("new", null),
            row("gone", null));
  }

  @Test
  void commissionsAreNetOfClawbacksAndOnlyWhereTheyExist() {
    known.row("u1", "2024-01-01").row("u2", "2024-01-01");
    commissions
        .row("u1", "2024-06-01T00:00:00Z", 500)
        .row("u1", "2024-06-02T00:00:00Z", -200)
        .row("u1", "2024-01-01T00:00:00Z", 900);
    assertThat(features(false, true))
        .on(UserFeatures.USER_ID, UserFeatures.NET_COMMISSION_180D_MINOR)
        .hasRows(row("u1", 300), row("u2", 0));
  }

  @Test
  void severeEventsFlagFor180Days() {
    for (String user : new String[] {"kept", "gone", "cleared", "fraud", "worst"}) {
      known.row(user, "2023-01-01");
    }
    complaints
        .row("c1", "kept", "2024-01-02T16:00:00Z", "chargeback", false)
        .row("c2", "gone", "2024-01-02T15:59:59Z", "chargeback", true)
        .row("c3", "cleared", "2024-06-01T00:00:00Z", "fraud", false)
        .row("c4", "fraud", "2024-06-01T00:00:00Z", "fraud", true)
        .row("c5", "worst", "2024-06-02T00:00:00Z", "fraud", true)
        .row("c6", "worst", "2024-06-01T00:00:00Z", "chargeback", false);
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.SEVERE_EVENT)
        .hasRows(
            row("kept", "chargeback"),
            row("gone", null),
            row("cleared", null),
            row("fraud", "fraud"),
            row("worst", "chargeback"));
  }

  @Test
  void theSecondViolationOfOneKindWithin180DaysIsSevere() {
    for (String user : new String[] {"twice", "apart", "mixed", "expired"}) {
      known.row(user, "2023-01-01");
    }
    violations
        .row("v1", "twice", "2023-12-01T00:00:00Z", "abuse")
        .row("v2", "twice", "2024-05-29T00:00:00Z", "abuse")
        .row("v3", "apart", "2023-12-01T00:00:00Z", "abuse")
        .row("v4", "apart", "2024-05-30T00:00:00Z", "abuse")
        .row("v5", "mixed", "2024-05-01T00:00:00Z", "abuse")
        .row("v6", "mixed", "2024-05-02T00:00:00Z", "advertising")
        .row("v7", "expired", "2023-12-30T00:00:00Z", "abuse")
        .row("v8", "expired", "2024-01-01T00:00:00Z", "abuse");
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.SEVERE_EVENT)
        .hasRows(
            row("twice", "repeated_violation"),
            row("apart", null),
            row("mixed", null),
            row("expired", null));
  }

  @Test
  void theLatestDecisionAboutTheFlagIsTheRulingWhileItHolds() {
    for (String user : new String[] {"yes", "no", "again", "tie", "over", "later"}) {
      known.row(user, "2023-01-01");
    }
    appeals
        .row("a1", "yes", "confirmed", "order", "o1", "2024-06-01T00:00:00Z", null)
        .row("a2", "yes", "cleared", "order", "o2", "2024-06-02T00:00:00Z", null)
        .row("a3", "no", "cleared", "flag", null, "2024-06-01T00:00:00Z", "2024-06-30T16:00:00Z")
        .row("a4", "again", "cleared", "flag", null, "2024-06-01T00:00:00Z", null)
        .row("a5", "again", "confirmed", "flag", null, "2024-06-02T00:00:00Z", null)
        .row("a6", "tie", "confirmed", "flag", null, "2024-06-01T00:00:00Z", null)
        .row("a7", "tie", "cleared", "flag", null, "2024-06-01T00:00:00Z", null)
        .row(
            "a8", "over", "confirmed", "flag", null, "2024-06-01T00:00:00Z", "2024-06-30T15:59:59Z")
        .row("a9", "later", "confirmed", "flag", null, "2024-06-30T16:00:00Z", null);
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.APPEAL_RULING, UserFeatures.APPEAL_ID)
        .hasRows(
            row("yes", "confirmed", "a1"),
            row("no", "cleared", "a3"),
            row("again", "confirmed", "a5"),
            row("tie", "cleared", "a7"),
            row("over", null, null),
            row("later", null, null));
  }

  @Test
  void whatWasClearedIsNoSevereEventUntilAnotherHappens() {
    for (String user : new String[] {"case", "other", "rule", "whole", "since", "long", "old"}) {
      known.row(user, "2023-01-01");
    }
    complaints
        .row("c1", "case", "2024-06-01T00:00:00Z", "chargeback", true)
        .row("c2", "other", "2024-06-01T00:00:00Z", "chargeback", true)
        .row("c3", "other", "2024-06-02T00:00:00Z", "fraud", true)
        .row("c4", "whole", "2024-06-01T00:00:00Z", "chargeback", true)
        .row("c5", "since", "2024-06-01T00:00:00Z", "chargeback", true)
        .row("c6", "since", "2024-06-11T00:00:00Z", "fraud", true)
        .row("c7", "old", "2024-06-10T00:00:00Z", "fraud", true)
        .row("c8", "long", "2023-06-10T00:00:00Z", "fraud", true);
    violations
        .row("v1", "rule", "2024-05-01T00:00:00Z", "abuse")
        .row("v2", "rule", "2024-05-02T00:00:00Z", "abuse");
    appeals
        .row("a1", "case", "cleared", "complaint", "c1", "2024-06-10T00:00:00Z", null)
        .row("a2", "other", "cleared", "complaint", "c2", "2024-06-10T00:00:00Z", null)
        .row("a3", "rule", "cleared", "violation", "v1", "2024-06-10T00:00:00Z", null)
        .row("a4", "whole", "cleared", "flag", null, "2024-06-10T00:00:00Z", null)
        .row("a5", "since", "cleared", "flag", null, "2024-06-10T00:00:00Z", null)
        .row("a6", "long", "cleared", "flag", null, "2023-06-01T00:00:00Z", null)
        .row("a7", "old", "cleared", "flag", null, "2024-06-10T00:00:00Z", null);
    assertThat(features(false, false))
        .on(UserFeatures.USER_ID, UserFeatures.SEVERE_EVENT, UserFeatures.APPEAL_RULING)
        .hasRows(
            row("case", null, "evidence_cleared"),
            row("other", "fraud", "evidence_cleared"),
            row("rule", null, "evidence_cleared"),
            row("whole", null, "cleared"),
            row("since", "chargeback", null),
            row("long", null, null),
            row("old", null, "cleared"));
  }

  @Test
  void rulesRefuseWhatMakesNoSense() {
    assertThatThrownBy(() -> new FeatureRules(-1, 180, 200, 180, 180, 45))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("left-truncation-days is -1. Give 0 to switch it off, or more.");
    assertThatThrownBy(() -> new FeatureRules(30, 180, 0, 180, 180, 45))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reach-cap is 0. Give a number of at least 1.");
    assertThatThrownBy(() -> new FeatureRules(30, 180, 200, 180, 180, 29))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "settling-days is 29: days of the last 30 are looked at one by one. Give 30 or more.");
  }

  private Dataset<Row> features(boolean hasShares, boolean hasCommissions) {
    return UserFeatures.from(
        new UserFeatures.Sources(
            known.dataset(),
            days.dataset(),
            FirstMessages.from(messages.dataset(), RUN_DATE, Optional.empty()),
            messages.dataset(),
            stays.dataset(),
            commissions.dataset(),
            complaints.dataset(),
            violations.dataset(),
            appeals.dataset(),
            hasShares,
            hasCommissions),
        RULES,
        RUN_DATE,
        Optional.empty());
  }
}
