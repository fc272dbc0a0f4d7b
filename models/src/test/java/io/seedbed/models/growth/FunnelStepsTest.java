package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.referral.InviteEdges;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
        FunnelSteps.from(world.funnel(), rules(steps, Grain.values()), GrowthWorld.RUN_DATE)
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
    Dataset<Row> funnel = FunnelSteps.from(world.funnel(), rules, GrowthWorld.RUN_DATE);

    Laying.ways()
        .forEach(
            way ->
                assertThat(FunnelSteps.from(world.funnel(way), rules, GrowthWorld.RUN_DATE))
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

    assertThat(FunnelSteps.from(inputs(messages, orders()), rules, lastOpenDay))
        .on(FunnelSteps.USERS, FunnelSteps.DROPPED, FunnelSteps.IS_COMPLETE)
        .hasRows(new Object[] {1L, null, false}, new Object[] {null, null, false});
    assertThat(FunnelSteps.from(inputs(messages, orders()), rules, dayItCloses))
        .on(FunnelSteps.USERS, FunnelSteps.DROPPED, FunnelSteps.IS_COMPLETE)
        .hasRows(new Object[] {1L, null, true}, new Object[] {0L, 1L, true});
  }

  private static Dataset<Row> funnel(String steps, Fixture messages, Fixture orders) {
    return FunnelSteps.from(inputs(messages, orders), rules(steps, Grain.MONTH), LATE);
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
