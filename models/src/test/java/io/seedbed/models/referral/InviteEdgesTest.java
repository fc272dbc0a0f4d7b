package io.seedbed.models.referral;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.testing.SettledShop;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InviteEdgesTest {

  private static final Field[] VERDICT = {
    InviteEdges.INVITE_ID, InviteEdges.JUDGEMENT, InviteEdges.REASON
  };

  private final Referrals shop = new Referrals();

  @Test
  void firstAcceptedInviteBindsAndLaterOnesAssist() {
    shop.invite("late", "ann", "eve", "2024-03-02T00:00:00Z")
        .invite("early", "bob", "eve", "2024-03-01T00:00:00Z");
    verdicts(row("early", "bound", null), row("late", "assist", null));
  }

  @Test
  void amongInvitesAcceptedTogetherTheLeastIdByBytesBinds() {
    shop.invite("a", "ann", "eve", "2024-03-01T00:00:00Z")
        .invite("Z", "bob", "eve", "2024-03-01T00:00:00Z");
    verdicts(row("Z", "bound", null), row("a", "assist", null));
  }

  @Test
  void anInviteNotAcceptedBeforeTheEndOfTheRunDateIsPending() {
    shop.invite("never", "ann", "eve", null)
        .invite("next-day", "ann", "fay", "2024-06-30T16:00:00Z")
        .invite("last-second", "ann", "gus", "2024-06-30T15:59:59Z");
    shop.invites.row("sent-before", "ann", "hal", "2024-06-30T10:00:00Z", "2024-06-30T16:00:00Z");
    assertThat(shop.edges())
        .on(InviteEdges.INVITE_ID, InviteEdges.JUDGEMENT, InviteEdges.JOINED_DAY)
        .hasRows(
            row("never", "pending", null),
            row("sent-before", "pending", null),
            row("last-second", "bound", "2024-06-30"));
  }

  @Test
  void anInviteOfNobodyKnownIsNoEdge() {
    shop.invite("open", "ann", null, null);
    verdicts();
  }

  @Test
  void invitingOneselfIsRejectedAcceptedOrNot() {
    shop.invite("accepted", "eve", "eve", "2024-03-01T00:00:00Z")
        .invite("pending", "eve", "eve", null)
        .invite("next", "ann", "eve", "2024-03-02T00:00:00Z");
    verdicts(
        row("accepted", "rejected", "self"),
        row("pending", "rejected", "self"),
        row("next", "bound", null));
  }

  @Test
  void joiningAtOrAfterTheFirstPaidOrderIsRejectedEvenWhereItWasRefunded() {
    shop.invite("before", "ann", "eve", "2024-03-01T07:59:59Z")
        .invite("at", "ann", "fay", "2024-03-01T08:00:00Z")
        .invite("after", "ann", "gus", "2024-03-01T08:00:01Z")
        .order("o1", "eve", "2024-03-01T08:00:00Z", 100)
        .order("o2", "fay", "2024-03-01T08:00:00Z", 100)
        .order("o3", "gus", "2024-03-01T08:00:00Z", 0)
        .order("o4", "gus", "2024-05-01T08:00:00Z", 100);
    verdicts(
        row("before", "bound", null),
        row("at", "rejected", "after_first_order"),
        row("after", "rejected", "after_first_order"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 50})
  void theInviteThatClosesACycleIsRejectedAndTheNextOneBinds(int length) {
    for (int i = 1; i <= length; i++) {
      shop.invite("i%02d".formatted(i), "u" + i, "u" + (i % length + 1), at(i));
    }
    shop.invite("second", "ann", "u1", at(length + 1)).invite("third", "bob", "u1", at(length + 2));
    assertThat(shop.edges().where(InviteEdges.REASON.col().isNotNull()))
        .on(VERDICT)
        .hasRows(row("i%02d".formatted(length), "rejected", "cycle"));
    assertThat(shop.edges().where(InviteEdges.INVITEE_ID.col().equalTo("u1")))
        .on(VERDICT)
        .hasRows(
            row("i%02d".formatted(length), "rejected", "cycle"),
            row("second", "bound", null),
            row("third", "assist", null));
  }

  @Test
  void aUserBoundElsewhereClosesNoCycle() {
    shop.invite("root", "ann", "u1", at(1))
        .invite("down", "u1", "u2", at(2))
        .invite("back", "u2", "u1", at(3));
    verdicts(row("root", "bound", null), row("down", "bound", null), row("back", "assist", null));
  }

  @Test
  void joiningAGroupThroughAMemberIsAnAcceptedInviteUnlessOneIsOnRecord() {
    shop.invite("i1", "ann", "eve", "2024-03-01T00:00:00Z")
        .invite("i2", "ann", "fay", null)
        .membership("m1", "ann", "eve", "2024-03-02T00:00:00Z", "qr")
        .membership("m2", "ann", "fay", "2024-02-01T00:00:00Z", "qr")
        .membership("m4", "ann", "gus", "2024-02-02T00:00:00Z", "qr")
        .membership("m3", "ann", "gus", "2024-02-02T00:00:00Z", null)
        .membership("m5", null, "hal", "2024-02-02T00:00:00Z", "qr")
        .membership("m6", "ann", "ivy", "2024-06-30T16:00:00Z", "qr");
    verdicts(
        row("i1", "bound", null),
        row("i2", "pending", null),
        row("membership:m2", "bound", null),
        row("membership:m3", "bound", null));
  }

  @Test
  void aStayBeforeTheDayOfAnAcceptanceIsAnInviteOfItsOwn() {
    shop.membership("m1", "ann", "eve", "2024-03-01T15:59:59Z", "qr")
        .invite("same-day", "ann", "eve", "2024-03-01T00:00:00Z")
        .membership("m2", "ann", "fay", "2024-03-01T15:59:59Z", "qr")
        .invite("next-day", "ann", "fay", "2024-03-01T16:00:00Z");
    verdicts(
        row("same-day", "bound", null),
        row("membership:m2", "bound", null),
        row("next-day", "assist", null));
  }

  @Test
  void onlyTheConfiguredScenesOfJoiningInvite() {
    shop.membership("m1", "ann", "eve", "2024-02-01T00:00:00Z", "qr")
        .membership("m2", "ann", "fay", "2024-02-01T00:00:00Z", "card")
        .membership("m3", "ann", "gus", "2024-02-01T00:00:00Z", null);
    assertThat(shop.edges(new ReferralRules(List.of("card"), 30, 30, 60, 180)))
        .on(InviteEdges.INVITE_ID)
        .hasRows(row("membership:m2"));
    assertThat(shop.edges(new ReferralRules(List.of(), 30, 30, 60, 180)))
        .on(InviteEdges.INVITE_ID)
        .hasRows();
  }

  @ParameterizedTest
  @CsvSource({
    // join, purchase, activity (days after joining), verdict, day it was reached
    "70, 0, 1, qualified, 1",
    "70, 30, 60, qualified, 60",
    "70, 31, 32, failed,",
    "70, 0, 31, failed,",
    "70, 0, 0, failed,",
    "60, 40, 41, failed,",
    "59, 40, 41, immature,",
    "20, 0, 10, qualified, 10"
  })
  void qualifiedIsAPurchaseInThirtyDaysAndActivityInTheThirtyAfter(
      int joinedDaysAgo, int purchase, int activity, String outcome, Integer qualified) {
    LocalDate joined = Referrals.RUN_DATE.day().minusDays(joinedDaysAgo);
    shop.invite("i", "ann", "eve", joined + "T00:00:00Z");
    if (purchase == activity) {
      shop.day("eve", joined.plusDays(purchase).toString(), 1, 1, 5);
    } else {
      shop.day("eve", joined.plusDays(purchase).toString(), 1, 1, 0)
          .day("eve", joined.plusDays(activity).toString(), 0, 0, 1);
    }
    boolean isQualified = qualified != null;
    assertThat(shop.edges())
        .on(
            InviteEdges.OUTCOME,
            InviteEdges.IS_MATURE,
            InviteEdges.IS_QUALIFIED,
            InviteEdges.QUALIFIED_DAY)
        .hasRows(
            row(
                outcome,
                joinedDaysAgo >= 60,
                isQualified,
                isQualified ? joined.plusDays(qualified).toString() : null));
  }

  @Test
  void aSecondPurchaseIsActivityAfterTheFirst() {
    shop.invite("i", "ann", "eve", "2024-03-01T00:00:00Z")
        .day("eve", "2024-03-05", 1, 1, 0)
        .day("eve", "2024-04-04", 1, 1, 0);
    outcome("qualified", "2024-04-04");
  }

  @Test
  void aRefundTakesTheQualificationBackAndAnotherOrderRestoresIt() {
    shop.invite("i", "ann", "eve", "2024-03-01T00:00:00Z")
        .day("eve", "2024-03-05", 1, 0, 0)
        .day("eve", "2024-03-06", 0, 0, 1);
    outcome("revoked", null);
    shop.day("eve", "2024-03-20", 1, 1, 0).day("eve", "2024-03-21", 0, 0, 1);
    outcome("qualified", "2024-03-21");
  }

  @Test
  void aRefundedOrderIsNoActivity() {
    shop.invite("i", "ann", "eve", "2024-03-01T00:00:00Z")
        .day("eve", "2024-03-05", 1, 1, 0)
        .day("eve", "2024-03-06", 1, 0, 0);
    outcome("revoked", null);
  }

  @Test
  void onlyBoundEdgesHaveAnOutcome() {
    shop.invite("i1", "ann", "eve", "2024-03-01T00:00:00Z")
        .invite("i2", "bob", "eve", "2024-03-02T00:00:00Z")
        .invite("i3", "eve", "eve", "2024-03-02T00:00:00Z")
        .invite("i4", "bob", "fay", null)
        .day("eve", "2024-03-05", 1, 1, 0)
        .day("eve", "2024-03-06", 0, 0, 1);
    DatasetAssert.assertThat(shop.edges())
        .conformsTo(InviteEdges.TABLE)
        .on(InviteEdges.INVITE_ID, InviteEdges.OUTCOME, InviteEdges.IS_MATURE)
        .hasRows(
            row("i1", "qualified", true),
            row("i2", null, true),
            row("i3", null, true),
            row("i4", null, false));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2024-09-04, 2024-09-04",
    "2, 2024-08-06, 2024-08-15",
    "3, 2024-07-01, 2024-07-01",
    "4, 2024-06-01, 2024-07-20",
    "5, 2024-03-15, 2024-03-24",
    "6, 2023-12-01, 2023-12-10"
  })
  void carriedForwardTheyAreWhatAllHistoryGives(long seed, LocalDate settled, LocalDate day) {
    SettledShop settledShop = SettledShop.of(seed, settled);
    RunDate today = settledShop.runDate();
    RunDate then = today.on(day);
    Dataset<Row> earlier = settledShop.inviteEdges(then).localCheckpoint();

    assertThat(settledShop.inviteEdges(today, Optional.of(new Base(settled, then.day(), earlier))))
        .conformsTo(InviteEdges.TABLE)
        .hasSameRowsAs(settledShop.inviteEdges(today));
  }

  @Test
  void aDayThatChangesAfterItsVerdictIsSettledNeedsAnEarlierBase() {
    RunDate then = Referrals.RUN_DATE.on(LocalDate.parse("2024-05-15"));
    shop.invite("i", "ann", "eve", "2024-03-01T00:00:00Z").day("eve", "2024-03-05", 1, 1, 0);
    Dataset<Row> before = shop.edges(Referrals.RULES, then, Optional.empty()).localCheckpoint();
    shop.day("eve", "2024-03-20", 0, 0, 1);

    assertThat(shop.edges(Referrals.RULES, Referrals.RUN_DATE, Optional.of(base(then, before))))
        .on(InviteEdges.RUN_DATE, InviteEdges.OUTCOME, InviteEdges.QUALIFIED_DAY)
        .hasRows(row("2024-06-30", "failed", null));
    assertThat(
            shop.edges(
                Referrals.RULES,
                Referrals.RUN_DATE,
                Optional.of(base(then.on(LocalDate.parse("2024-03-19")), before))))
        .on(InviteEdges.OUTCOME, InviteEdges.QUALIFIED_DAY)
        .hasRows(row("qualified", "2024-03-20"));
  }

  private static Base base(RunDate on, Dataset<Row> rows) {
    return new Base(on.day(), rows);
  }

  private void verdicts(Object[]... rows) {
    Dataset<Row> edges = shop.edges();
    assertThat(edges).conformsTo(InviteEdges.TABLE).on(VERDICT).hasRows(rows);
  }

  private void outcome(String outcome, String day) {
    assertThat(shop.edges())
        .on(InviteEdges.OUTCOME, InviteEdges.QUALIFIED_DAY)
        .hasRows(row(outcome, day));
  }

  private static String at(int minute) {
    return "2024-03-01T%02d:%02d:00Z".formatted(minute / 60, minute % 60);
  }
}
