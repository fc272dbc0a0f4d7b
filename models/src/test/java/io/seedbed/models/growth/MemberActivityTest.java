package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.testing.RandomFacts;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.growth.MemberActivity.Facts;
import io.seedbed.models.testing.SettledShop;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberActivityTest {

  private static final GrowthRules RULES = GrowthWorld.RULES;
  private static final RunDate RUN_DATE = GrowthWorld.RUN_DATE;

  @ParameterizedTest
  @CsvSource({"1, 2024-09-04", "2, 2024-08-05", "3, 2024-06-01", "4, 2024-02-20", "5, 2023-12-01"})
  void carriedForwardItIsWhatAllHistoryGives(long seed, LocalDate day) {
    SettledShop shop = new SettledShop(RandomFacts.of(seed));
    RunDate today = shop.runDate();
    Facts now = factsOf(shop, today);
    Facts before = factsOf(shop, today.on(day));
    Dataset<Row> rows =
        MemberActivity.from(before, RULES, today.on(day), Optional.empty()).localCheckpoint();

    assertThat(MemberActivity.from(now, RULES, today, earlier(new Base(day, rows), before, now)))
        .conformsTo(MemberActivity.TABLE)
        .hasSameRowsAs(MemberActivity.from(now, RULES, today, Optional.empty()));
  }

  @Test
  void usersOfWhomADayIsToldAnewAreMadeAgain() {
    Fixture acquisitions = acquired("2026-03-01").row("v", "2026-03-01");
    Facts before = facts(acquisitions, days().row("u", "2026-03-02", 1).row("v", "2026-03-02", 1));
    Facts now = facts(acquisitions, days().row("u", "2026-03-08", 1).row("v", "2026-03-02", 1));
    RunDate then = RUN_DATE.on(LocalDate.parse("2026-03-09"));
    Base base = new Base(then.day(), MemberActivity.from(before, RULES, then, Optional.empty()));

    Dataset<Row> unnoticed =
        MemberActivity.from(now, RULES, RUN_DATE, earlier(base, before, before));
    Dataset<Row> noticed = MemberActivity.from(now, RULES, RUN_DATE, earlier(base, before, now));

    // Windows of the stages: days 1, 7, 30, then 7–14 and after 30; of the triangle: months 0 to 3.
    assertThat(unnoticed)
        .on(MemberActivity.USER_ID, MemberActivity.CHAT_MASK)
        .hasRows(new Object[] {"u", 0b0_0001_00001L}, new Object[] {"v", 0b0_0001_00001L});
    assertThat(noticed)
        .on(MemberActivity.USER_ID, MemberActivity.CHAT_MASK)
        .hasRows(new Object[] {"u", 0b0_0001_01010L}, new Object[] {"v", 0b0_0001_00001L});
  }

  @Test
  void membersAndDaysAreShuffledOnceEachAndNeverSorted() {
    String plan =
        MemberActivity.from(
                facts(acquired("2026-03-01"), days()), RULES, RUN_DATE, Optional.empty())
            .queryExecution()
            .explainString(ExplainMode.fromString("simple"));

    assertThat(plan.split("Exchange hashpartitioning", -1)).as(plan).hasSize(3);
    assertThat(plan)
        .contains("ShuffledHashJoin")
        .doesNotContain("Sort", "ObjectHashAggregate", "Broadcast");
  }

  @Test
  void withABaseEarlierDaysAreMovedOfRestatedUsersOnly() {
    Facts facts = facts(acquired("2026-03-01"), days().row("u", "2026-03-02", 1));
    Base base = new Base(RUN_DATE.day().minusDays(1), none().localCheckpoint());
    String plan =
        MemberActivity.from(facts, RULES, RUN_DATE, earlier(base, facts, facts))
            .queryExecution()
            .explainString(ExplainMode.fromString("simple"));

    // The base's rows are held back; members and days that are not new have to pass.
    assertThat(plan.split("LeftAnti", -1)).as(plan).hasSize(2);
    assertThat(plan.split("LeftSemi", -1)).as(plan).hasSize(3);
    assertThat(plan.split("Exchange hashpartitioning\\(user_id", -1)).as(plan).hasSizeLessThan(7);
    assertThat(plan).doesNotContain("SortMergeJoin");
  }

  @Test
  void aMovedAcquisitionAndAUserWhoIsGoneAreRestated() {
    Facts before =
        facts(acquired("2026-03-02").row("gone", "2026-03-01"), days().row("u", "2026-03-02", 1));
    Facts now = facts(acquired("2026-03-01"), days().row("u", "2026-03-02", 1));
    RunDate then = RUN_DATE.on(LocalDate.parse("2026-03-05"));
    Base base = new Base(then.day(), MemberActivity.from(before, RULES, then, Optional.empty()));

    assertThat(MemberActivity.from(now, RULES, RUN_DATE, earlier(base, before, now)))
        .hasSameRowsAs(MemberActivity.from(now, RULES, RUN_DATE, Optional.empty()));
  }

  @Test
  void aMemberWithoutADayHasNoWindowAndIsNotActivated() {
    assertThat(
            MemberActivity.from(
                facts(acquired("2026-03-01"), days()), RULES, RUN_DATE, Optional.empty()))
        .conformsTo(MemberActivity.TABLE)
        .on(MemberActivity.IS_ACTIVATED, MemberActivity.CHAT_MASK, MemberActivity.PURCHASE_MASK)
        .hasRows(new Object[] {false, 0L, 0L});
  }

  @Test
  void aDayAfterTheRunDateDoesNotExist() {
    Facts facts = facts(acquired("2026-03-10"), days().row("u", "2026-03-11", 1));
    Base base = new Base(LocalDate.parse("2026-03-09"), none());

    assertThat(MemberActivity.from(facts, RULES, RUN_DATE, earlier(base, facts, facts)))
        .on(MemberActivity.CHAT_MASK)
        .hasRows(new Object[] {0L});
  }

  private static Optional<MemberActivity.Earlier> earlier(Base base, Facts before, Facts now) {
    return Optional.of(
        new MemberActivity.Earlier(
            base, MemberActivity.restated(base, before, now, Days.ALL, Days.ALL)));
  }

  private static Facts factsOf(SettledShop shop, RunDate on) {
    return new Facts(shop.acquisitions(on).localCheckpoint(), shop.userDays(on).localCheckpoint());
  }

  private static Facts facts(Fixture acquisitions, Fixture days) {
    return new Facts(acquisitions.dataset().localCheckpoint(), days.dataset().localCheckpoint());
  }

  private static Dataset<Row> none() {
    return Fixture.of(MemberActivity.TABLE, GrowthWorld.ZONE).dataset();
  }

  private static Fixture acquired(String day) {
    return Fixture.of(
            UserAcquisition.TABLE,
            GrowthWorld.ZONE,
            UserAcquisition.USER_ID,
            UserAcquisition.ACQUIRED_DAY)
        .row("u", day);
  }

  private static Fixture days() {
    return Fixture.of(
        UserDay.TABLE, GrowthWorld.ZONE, UserDay.USER_ID, UserDay.DAY, UserDay.MESSAGES);
  }
}
