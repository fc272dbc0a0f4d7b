package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.testing.SettledShop;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelStepsTest {

  private static final RunDate LATE = new RunDate(LocalDate.parse("2026-06-30"), GrowthWorld.ZONE);

  @ParameterizedTest
  @CsvSource({
    "1, acquired message order order invite",
    "2, acquired message order order invite",
    "3, message order share",
    "4, order order order",
    "5, message share message"
  })
  void agreesWithTryingEveryChain(long seed, String steps) {
    GrowthWorld world = new GrowthWorld(seed);
    Dataset<Row> funnel =
        FunnelSteps.from(
                world.funnel(),
                rules(steps, Grain.values()),
                GrowthWorld.RUN_DATE,
                Optional.empty())
            .localCheckpoint();

    assertThat(funnel).conformsTo(FunnelSteps.TABLE);
    assertThat(funnel.where(FunnelSteps.USERS.col().gt(FunnelSteps.PREVIOUS_USERS.col())).count())
        .as("steps with more users than the step before")
        .isZero();
    try (DuckDb oracle = world.inDuckDb()) {
      assertThat(
              oracle.mismatches(
                  FunnelSteps.TABLE, funnel, GrowthWorld.ORACLE.funnel(List.of(steps.split(" ")))))
          .isEmpty();
    }
  }

  @Test
  void theLayoutOfTheRowsChangesNothing() {
    GrowthWorld world = new GrowthWorld(6);
    FunnelRules rules = rules("message order share", Grain.MONTH);
    Dataset<Row> funnel =
        FunnelSteps.from(world.funnel(), rules, GrowthWorld.RUN_DATE, Optional.empty());

    Laying.ways()
        .forEach(
            way ->
                assertThat(
                        FunnelSteps.from(
                            world.funnel(way), rules, GrowthWorld.RUN_DATE, Optional.empty()))
                    .hasSameRowsAs(funnel));
  }

  @ParameterizedTest
  @CsvSource({"2026-01-31T00:00:00Z, 1", "2026-01-31T00:00:01Z, 0"})
  void theWindowEndsThirtyTimesTwentyFourHoursAfterTheFirstStepInclusive(
      String orderedAt, long users) {
    Dataset<Row> funnel =
        funnel(
            "message order",
            messages().row("m", "u", "2026-01-01T00:00:00Z", true, false),
            orders().row("o", "u", orderedAt, 1));

    assertThat(funnel).on(FunnelSteps.USERS).hasRows(new Object[] {1L}, new Object[] {users});
  }

  @Test
  void anEventThatComesBeforeTheOneItShouldFollowDoesNotCount() {
    Dataset<Row> funnel =
        funnel(
            "message order",
            messages().row("m", "u", "2026-01-02T00:00:00Z", true, false),
            orders().row("o", "u", "2026-01-01T23:59:59Z", 1));

    assertThat(funnel)
        .on(FunnelSteps.STEP_NAME, FunnelSteps.USERS, FunnelSteps.DROPPED, FunnelSteps.CONVERSION)
        .hasRows(new Object[] {"message", 1L, null, null}, new Object[] {"order", 0L, 1L, 0.0});
  }

  @Test
  void oneMessageThatIsAlsoAShareIsOneEvent() {
    Dataset<Row> funnel =
        funnel(
            "message share",
            messages().row("m", "u", "2026-01-02T00:00:00Z", true, true),
            orders());

    assertThat(funnel).on(FunnelSteps.USERS).hasRows(new Object[] {1L}, new Object[] {0L});
  }

  @Test
  void aLaterStartWithADeeperChainCounts() {
    Dataset<Row> funnel =
        funnel(
            "message order",
            messages()
                .row("a", "u", "2026-01-01T00:00:00Z", true, false)
                .row("b", "u", "2026-01-28T00:00:00Z", true, false)
                .row("c", "u", "2026-01-29T00:00:00Z", true, false),
            orders().row("o", "u", "2026-02-10T00:00:00Z", 1));

    assertThat(funnel)
        .on(FunnelSteps.USERS, FunnelSteps.MEDIAN_SECONDS)
        .hasRows(new Object[] {1L, null}, new Object[] {1L, 13L * 86_400});
  }

  @Test
  void aRefundedOrderIsNoStep() {
    Dataset<Row> funnel =
        funnel(
            "message order",
            messages().row("m", "u", "2026-01-01T00:00:00Z", true, false),
            orders().row("o", "u", "2026-01-03T00:00:00Z", 0));

    assertThat(funnel).on(FunnelSteps.USERS).hasRows(new Object[] {1L}, new Object[] {0L});
  }

  @Test
  void medianAndP90AreNearestRanks() {
    Fixture messages = messages();
    Fixture orders = orders();
    for (int user = 1; user <= 10; user++) {
      messages.row("m" + user, "u" + user, "2026-01-01T00:00:00Z", true, false);
      orders.row("o" + user, "u" + user, "2026-01-01T00:00:%02dZ".formatted(user), 1);
    }

    assertThat(funnel("message order", messages, orders))
        .on(FunnelSteps.USERS, FunnelSteps.MEDIAN_SECONDS, FunnelSteps.P90_SECONDS)
        .hasRows(new Object[] {10L, null, null}, new Object[] {10L, 5L, 9L});
  }

  @Test
  void aStepNobodyHasReachedYetIsUnknownWhileAWindowIsOpen() {
    Fixture messages = messages().row("m", "u", "2026-01-01T00:00:00Z", true, false);
    FunnelRules rules = rules("message order", Grain.DAY);
    RunDate lastOpenDay = LATE.on(LocalDate.parse("2026-01-30"));
    RunDate dayItCloses = LATE.on(LocalDate.parse("2026-01-31"));

    assertThat(FunnelSteps.from(inputs(messages, orders()), rules, lastOpenDay, Optional.empty()))
        .on(FunnelSteps.USERS, FunnelSteps.DROPPED, FunnelSteps.IS_COMPLETE)
        .hasRows(new Object[] {1L, null, false}, new Object[] {null, null, false});
    assertThat(FunnelSteps.from(inputs(messages, orders()), rules, dayItCloses, Optional.empty()))
        .on(FunnelSteps.USERS, FunnelSteps.DROPPED, FunnelSteps.IS_COMPLETE)
        .hasRows(new Object[] {1L, null, true}, new Object[] {0L, 1L, true});
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2024-09-04, 2024-09-04, acquired message order order invite",
    "2, 2024-08-05, 2024-08-14, acquired message order order invite",
    "3, 2024-07-31, 2024-08-30, message order share",
    "4, 2024-06-30, 2024-06-30, order invite order",
    "5, 2024-05-05, 2024-05-14, share message",
    "6, 2024-01-15, 2024-03-01, invite order"
  })
  void carriedForwardItIsWhatAllHistoryGives(
      long seed, LocalDate settled, LocalDate day, String steps) {
    SettledShop shop = SettledShop.of(seed, settled);
    RunDate today = shop.runDate();
    FunnelRules rules = rules(steps, Grain.values());
    FunnelInputs inputs = inputs(shop, today);
    RunDate then = today.on(day);
    Dataset<Row> earlier =
        FunnelSteps.from(inputs(shop, then), rules, then, Optional.empty()).localCheckpoint();

    Dataset<Row> carried =
        FunnelSteps.from(inputs, rules, today, Optional.of(new Base(settled, then.day(), earlier)))
            .localCheckpoint();

    assertThat(carried)
        .conformsTo(FunnelSteps.TABLE)
        .hasSameRowsAs(FunnelSteps.from(inputs, rules, today, Optional.empty()));
  }

  @Test
  void aPeriodIsFinalOnceTheWindowOfItsLastDayIsOver() {
    FunnelRules rules = rules("message order", Grain.values());

    assertThat(OpenPeriods.since(LATE.on(LocalDate.parse("2026-03-02")), rules).firstDays())
        .containsOnly(
            entry(Grain.DAY, LocalDate.parse("2026-02-01")),
            entry(Grain.WEEK, LocalDate.parse("2026-01-26")),
            entry(Grain.MONTH, LocalDate.parse("2026-02-01")));
    assertThat(OpenPeriods.since(LATE.on(LocalDate.parse("2026-03-01")), rules).firstDays())
        .containsEntry(Grain.MONTH, LocalDate.parse("2026-01-01"));
  }

  @Test
  void aWindowOverTheStartOfSummerTimeEndsADayLater() {
    RunDate london = new RunDate(LocalDate.parse("2026-04-20"), ZoneId.of("Europe/London"));

    assertThat(OpenPeriods.since(london, rules("message order", Grain.DAY)).firstDay())
        .isEqualTo("2026-03-21");
    assertThat(
            OpenPeriods.since(
                    london.on(LocalDate.parse("2026-05-20")), rules("message order", Grain.DAY))
                .firstDay())
        .isEqualTo("2026-04-21");
  }

  @Test
  void aLateOrderInAFinalPeriodNeedsAnEarlierBase() {
    FunnelRules rules = rules("message order", Grain.DAY);
    Fixture messages = messages().row("m", "u", "2026-01-01T00:00:00Z", true, false);
    LocalDate afterTheWindow = LocalDate.parse("2026-02-10");
    Dataset<Row> before =
        FunnelSteps.from(
            inputs(messages, orders()), rules, LATE.on(afterTheWindow), Optional.empty());
    FunnelInputs withLateOrder =
        inputs(messages, orders().row("late", "u", "2026-01-05T00:00:00Z", 1));

    assertThat(
            FunnelSteps.from(
                withLateOrder, rules, LATE, Optional.of(new Base(afterTheWindow, before))))
        .on(FunnelSteps.RUN_DATE, FunnelSteps.USERS)
        .hasRows(new Object[] {"2026-06-30", 1L}, new Object[] {"2026-06-30", 0L});
    assertThat(
            FunnelSteps.from(
                withLateOrder,
                rules,
                LATE,
                Optional.of(new Base(LocalDate.parse("2026-01-04"), before))))
        .on(FunnelSteps.USERS)
        .hasRows(new Object[] {1L}, new Object[] {1L});
  }

  @Test
  void eventsAreShuffledOnceByUserAndOnlyThoseInReachOfAFirstStepAreSorted() {
    Dataset<Row> nothing = none(FunnelSteps.TABLE).localCheckpoint();
    String plan =
        FunnelSteps.from(
                new GrowthWorld(1).funnel(Dataset::localCheckpoint),
                rules("acquired message order", Grain.MONTH),
                GrowthWorld.RUN_DATE,
                Optional.of(new Base(LocalDate.parse("2026-03-01"), nothing)))
            .queryExecution()
            .explainString(ExplainMode.fromString("simple"));

    assertThat(plan.split("Exchange hashpartitioning.user_id", -1)).as(plan).hasSize(3);
    assertThat(plan).contains("ShuffledHashJoin").doesNotContain("SortMergeJoin", "invite_id");
    assertThat(plan.indexOf("Sort [user_id")).isLessThan(plan.indexOf("ShuffledHashJoin"));
    assertThat(plan.split("_day#[0-9]+ >= 2026-01-01|day#[0-9]+ >= 2026-01-01", -1))
        .as("inputs cut to the days from the first open period on")
        .hasSizeGreaterThanOrEqualTo(5);
  }

  private static FunnelInputs inputs(SettledShop shop, RunDate on) {
    return new FunnelInputs(
        shop.acquisitions(on).localCheckpoint(),
        shop.facts().chatMessages(),
        shop.orderValues(on).localCheckpoint(),
        shop.facts().shares(),
        shop.facts().invites(),
        shop.inviteEdges(on).localCheckpoint());
  }

  private static Dataset<Row> funnel(String steps, Fixture messages, Fixture orders) {
    return FunnelSteps.from(
        inputs(messages, orders), rules(steps, Grain.MONTH), LATE, Optional.empty());
  }

  private static FunnelInputs inputs(Fixture messages, Fixture orders) {
    return new FunnelInputs(
        none(UserAcquisition.TABLE),
        messages.dataset(),
        orders.dataset(),
        none(Shares.TABLE),
        none(Invites.TABLE),
        none(InviteEdges.TABLE));
  }

  private static Fixture messages() {
    return Fixture.of(
        ChatMessages.TABLE,
        GrowthWorld.ZONE,
        ChatMessages.MESSAGE_ID,
        ChatMessages.USER_ID,
        ChatMessages.SENT_AT,
        ChatMessages.IS_MEANINGFUL,
        ChatMessages.IS_SHARE);
  }

  private static Fixture orders() {
    return Fixture.of(
        OrderValues.TABLE,
        GrowthWorld.ZONE,
        OrderValues.ORDER_ID,
        OrderValues.USER_ID,
        OrderValues.PAID_AT,
        OrderValues.NET_MINOR);
  }

  private static Dataset<Row> none(Table table) {
    return Fixture.of(table, GrowthWorld.ZONE).dataset();
  }

  private static FunnelRules rules(String steps, Grain... grains) {
    List<FunnelEvent> events =
        List.of(steps.split(" ")).stream()
            .map(step -> FunnelEvent.valueOf(step.toUpperCase(Locale.ROOT)))
            .toList();
    return new FunnelRules(events, 30, List.of(grains));
  }
}
