package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevenueDaysTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheOracle(long seed) {
    GrowthWorld world = new GrowthWorld(seed);
    Dataset<Row> days =
        RevenueDays.from(world.of(OrderValues.TABLE), world.of(Refunds.TABLE), GrowthWorld.RUN_DATE)
            .localCheckpoint();

    assertThat(days).conformsTo(RevenueDays.TABLE);
    assertThat(total(days, "order_day")).isEqualTo(total(days, "refund_day"));
    try (DuckDb oracle = world.inDuckDb()) {
      assertThat(oracle.mismatches(RevenueDays.TABLE, days, GrowthWorld.ORACLE.revenue()))
          .isEmpty();
    }
  }

  @Test
  void theLayoutOfTheRowsChangesNothing() {
    GrowthWorld world = new GrowthWorld(4);
    Dataset<Row> orders = world.of(OrderValues.TABLE);
    Dataset<Row> refunds = world.of(Refunds.TABLE);
    Dataset<Row> days = RevenueDays.from(orders, refunds, GrowthWorld.RUN_DATE);

    Laying.ways()
        .forEach(
            way ->
                assertThat(
                        RevenueDays.from(
                            way.apply(orders), way.apply(refunds), GrowthWorld.RUN_DATE))
                    .hasSameRowsAs(days));
  }

  @Test
  void anAnonymousOrderCountsAndItsRefundComesOffEitherDay() {
    Dataset<Row> days =
        revenue(
            orders().row("o", "2026-01-01T00:00:00Z", 100),
            refunds().row("r", "2026-01-05T00:00:00Z", 30, "o"));

    assertThat(days)
        .on(RevenueDays.VIEW, RevenueDays.DAY, RevenueDays.ITEM, RevenueDays.AMOUNT_MINOR)
        .hasRows(
            new Object[] {"order_day", "2026-01-01", "sales", 100L},
            new Object[] {"order_day", "2026-01-01", "refunds", -30L},
            new Object[] {"refund_day", "2026-01-01", "sales", 100L},
            new Object[] {"refund_day", "2026-01-05", "refunds", -30L});
  }

  @Test
  void whatExceedsTheOrderIsOverRefundedOnTheRefundDayInBothViews() {
    Dataset<Row> days =
        revenue(
            orders().row("o", "2026-01-01T00:00:00Z", 100),
            refunds()
                .row("b", "2026-01-05T00:00:00Z", 50, "o")
                .row("a", "2026-01-05T00:00:00Z", 80, "o"));

    assertThat(days.where(RevenueDays.ITEM.col().equalTo("over_refunds")))
        .on(RevenueDays.VIEW, RevenueDays.DAY, RevenueDays.AMOUNT_MINOR)
        .hasRows(
            new Object[] {"order_day", "2026-01-05", -30L},
            new Object[] {"refund_day", "2026-01-05", -30L});
  }

  @Test
  void aRefundOfNoPaidOrderIsUnlinkedEvenIfItNamesOne() {
    Dataset<Row> days =
        revenue(
            orders(),
            refunds()
                .row("a", "2026-01-05T00:00:00Z", 50, null)
                .row("b", "2026-01-05T00:00:00Z", 7, "never-paid"));

    assertThat(days)
        .on(RevenueDays.VIEW, RevenueDays.ITEM, RevenueDays.AMOUNT_MINOR)
        .hasRows(
            new Object[] {"order_day", "unlinked_refunds", -57L},
            new Object[] {"refund_day", "unlinked_refunds", -57L});
  }

  @Test
  void aRefundAtAsOfIsNotKnownYet() {
    Dataset<Row> days =
        revenue(
            orders().row("o", "2026-01-01T00:00:00Z", 100),
            refunds().row("r", "2026-03-10T16:00:00Z", 30, "o"));

    assertThat(days.where(RevenueDays.ITEM.col().notEqual("sales")).count()).isZero();
  }

  private static long total(Dataset<Row> days, String view) {
    return days.where(RevenueDays.VIEW.col().equalTo(view))
        .agg(sum(RevenueDays.AMOUNT_MINOR.col()))
        .first()
        .getLong(0);
  }

  private static Dataset<Row> revenue(Fixture orders, Fixture refunds) {
    return RevenueDays.from(orders.dataset(), refunds.dataset(), GrowthWorld.RUN_DATE);
  }

  private static Fixture orders() {
    return Fixture.of(
        OrderValues.TABLE,
        GrowthWorld.ZONE,
        OrderValues.ORDER_ID,
        OrderValues.PAID_AT,
        OrderValues.AMOUNT_MINOR);
  }

  private static Fixture refunds() {
    return Fixture.of(
        Refunds.TABLE,
        GrowthWorld.ZONE,
        Refunds.REFUND_ID,
        Refunds.REFUNDED_AT,
        Refunds.AMOUNT_MINOR,
        Refunds.ORDER_ID);
  }
}
