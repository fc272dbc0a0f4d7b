package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
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
  void carriedForwardItIsWhatAllHistoryGives(long seed, LocalDate settled) {
    SettledShop shop = SettledShop.of(seed, settled);
    RunDate today = shop.runDate();
    Dataset<Row> acquisitions = shop.acquisitions(today).localCheckpoint();
    Dataset<Row> userDays = shop.userDays(today).localCheckpoint();
    Dataset<Row> earlier = activityOf(shop, today.on(settled)).localCheckpoint();

    Dataset<Row> carried =
        MemberActivity.from(
            acquisitions, userDays, RULES, today, Optional.of(new Base(settled, earlier)));

    assertThat(carried)
        .conformsTo(MemberActivity.TABLE)
        .hasSameRowsAs(MemberActivity.from(acquisitions, userDays, RULES, today, Optional.empty()));
  }

  @Test
  void aBaseOnWhichALateDayIsMissingIsNoBase() {
    Fixture acquisitions = acquired("2026-03-01");
    Fixture known = days().row("u", "2026-03-02", 1);
    Dataset<Row> base =
        MemberActivity.from(
            acquisitions.dataset(),
            known.dataset(),
            RULES,
            RUN_DATE.on(LocalDate.parse("2026-03-09")),
            Optional.empty());
    Dataset<Row> withLateDay = known.row("u", "2026-03-08", 1).dataset();

    Dataset<Row> tooLate = roll(acquisitions, withLateDay, base, "2026-03-09");
    Dataset<Row> inTime = roll(acquisitions, withLateDay, base, "2026-03-07");

    // Windows of the stages: days 1, 7, 30, then 7–14 and after 30; of the triangle: months 0 to 3.
    assertThat(tooLate).on(MemberActivity.CHAT_MASK).hasRows(new Object[] {0b0_0001_00001L});
    assertThat(inTime).on(MemberActivity.CHAT_MASK).hasRows(new Object[] {0b0_0001_01011L});
  }

  @Test
  void membersAndDaysAreShuffledOnceEachAndNeverSorted() {
    String plan =
        MemberActivity.from(
                acquired("2026-03-01").dataset().localCheckpoint(),
                days().dataset().localCheckpoint(),
                RULES,
                RUN_DATE,
                Optional.of(new Base(RUN_DATE.day().minusDays(1), none().localCheckpoint())))
            .queryExecution()
            .explainString(ExplainMode.fromString("simple"));

    assertThat(plan.split("Exchange hashpartitioning", -1)).as(plan).hasSize(3);
    assertThat(plan)
        .contains("ShuffledHashJoin")
        .doesNotContain("Sort", "ObjectHashAggregate", "Broadcast");
  }

  @Test
  void aMemberWithoutADayHasNoWindowAndIsNotActivated() {
    assertThat(
            MemberActivity.from(
                acquired("2026-03-01").dataset(),
                days().dataset(),
                RULES,
                RUN_DATE,
                Optional.empty()))
        .conformsTo(MemberActivity.TABLE)
        .on(MemberActivity.IS_ACTIVATED, MemberActivity.CHAT_MASK, MemberActivity.PURCHASE_MASK)
        .hasRows(new Object[] {false, 0L, 0L});
  }

  @Test
  void aDayAfterTheRunDateDoesNotExist() {
    Dataset<Row> userDays = days().row("u", "2026-03-11", 1).dataset();

    assertThat(roll(acquired("2026-03-10"), userDays, none(), "2026-03-09"))
        .on(MemberActivity.CHAT_MASK)
        .hasRows(new Object[] {0L});
  }

  private static Dataset<Row> roll(
      Fixture acquisitions, Dataset<Row> userDays, Dataset<Row> base, String baseDay) {
    return MemberActivity.from(
        acquisitions.dataset(),
        userDays,
        RULES,
        RUN_DATE,
        Optional.of(new Base(LocalDate.parse(baseDay), base)));
  }

  private static Dataset<Row> activityOf(SettledShop shop, RunDate on) {
    return MemberActivity.from(
        shop.acquisitions(on), shop.userDays(on), RULES, on, Optional.empty());
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
