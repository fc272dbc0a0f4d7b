package io.seedbed.features.facts;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OrderValuesTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.parse("2024-03-10"), ZoneId.of("Asia/Shanghai"));

  private final Fixture orders =
      Fixture.of(
          Orders.TABLE,
          RUN_DATE.zone(),
          Orders.ORDER_ID,
          Orders.PAID_AT,
          Orders.AMOUNT_MINOR,
          Orders.IS_PAID);
  private final Fixture refunds =
      Fixture.of(
          Refunds.TABLE,
          RUN_DATE.zone(),
          Refunds.ORDER_ID,
          Refunds.REFUNDED_AT,
          Refunds.AMOUNT_MINOR,
          Refunds.IS_FAULT);
  private final Fixture complaints =
      Fixture.of(
          Complaints.TABLE,
          RUN_DATE.zone(),
          Complaints.ORDER_ID,
          Complaints.COMPLAINED_AT,
          Complaints.KIND,
          Complaints.IS_UPHELD);
  private final Fixture appeals =
      Fixture.of(
          Appeals.TABLE,
          RUN_DATE.zone(),
          Appeals.DECISION,
          Appeals.ABOUT,
          Appeals.ABOUT_ID,
          Appeals.FROM_AT,
          Appeals.UNTIL_AT);

  @Test
  void refundsReduceTheNetValueNeverBelowZero() {
    orders
        .row("kept", "2024-03-01T00:00:00Z", 1000, true)
        .row("over", "2024-03-01T00:00:00Z", 1000, true);
    refunds
        .row("kept", "2024-03-02T00:00:00Z", 300, false)
        .row("kept", "2024-03-03T00:00:00Z", 200, false)
        .row("over", "2024-03-02T00:00:00Z", 1200, false)
        .row(null, "2024-03-02T00:00:00Z", 700, true);
    assertThat(values())
        .conformsTo(OrderValues.TABLE)
        .on(
            OrderValues.ORDER_ID,
            OrderValues.REFUNDED_MINOR,
            OrderValues.OVER_REFUND_MINOR,
            OrderValues.NET_MINOR,
            OrderValues.IS_BAD)
        .hasRows(row("kept", 500, 0, 500, false), row("over", 1000, 200, 0, true));
  }

  @Test
  void nothingAtOrAfterAsOfIsSeen() {
    orders
        .row("last", "2024-03-10T15:59:59Z", 1000, true)
        .row("next", "2024-03-10T16:00:00Z", 1000, true);
    refunds.row("last", "2024-03-10T16:00:00Z", 1000, true);
    complaints.row("last", "2024-03-10T16:00:00Z", "chargeback", true);
    assertThat(values())
        .on(OrderValues.ORDER_ID, OrderValues.NET_MINOR, OrderValues.IS_BAD)
        .hasRows(row("last", 1000, false));
  }

  @Test
  void refundKnownInTheLastSecondCounts() {
    orders.row("last", "2024-03-09T00:00:00Z", 1000, true);
    refunds.row("last", "2024-03-10T15:59:59Z", 400, false);
    assertThat(values()).on(OrderValues.NET_MINOR).hasRows(row(600));
  }

  @Test
  void faultUpheldComplaintAndChargebackMakeAnOrderBad() {
    for (String order : new String[] {"fault", "upheld", "dismissed", "chargeback", "fraud"}) {
      orders.row(order, "2024-03-01T00:00:00Z", 1000, true);
    }
    refunds.row("fault", "2024-03-02T00:00:00Z", 1, true);
    complaints
        .row("upheld", "2024-03-02T00:00:00Z", "complaint", true)
        .row("dismissed", "2024-03-02T00:00:00Z", "complaint", false)
        .row("chargeback", "2024-03-02T00:00:00Z", "chargeback", false)
        .row("chargeback", "2024-03-03T00:00:00Z", "chargeback", false)
        .row("fraud", "2024-03-02T00:00:00Z", "fraud", true)
        .row(null, "2024-03-02T00:00:00Z", "chargeback", true);
    assertThat(values())
        .on(OrderValues.ORDER_ID, OrderValues.IS_BAD)
        .hasRows(
            row("fault", true),
            row("upheld", true),
            row("dismissed", false),
            row("chargeback", true),
            row("fraud", true));
  }

  @Test
  void anOrderThatTheShopClearsIsNotBadWhileThatHolds() {
    for (String order : new String[] {"cleared", "over", "later", "confirmed", "namesake"}) {
      orders.row(order, "2024-03-01T00:00:00Z", 1000, true);
      refunds.row(order, "2024-03-02T00:00:00Z", 1000, true);
    }
    appeals
        .row("cleared", "order", "cleared", "2024-03-03T00:00:00Z", "2024-03-10T16:00:00Z")
        .row("cleared", "order", "cleared", "2024-03-04T00:00:00Z", null)
        .row("cleared", "order", "over", "2024-03-03T00:00:00Z", "2024-03-10T15:59:59Z")
        .row("cleared", "order", "later", "2024-03-10T16:00:00Z", null)
        .row("confirmed", "order", "confirmed", "2024-03-03T00:00:00Z", null)
        .row("cleared", "violation", "namesake", "2024-03-03T00:00:00Z", null)
        .row("cleared", "flag", null, "2024-03-03T00:00:00Z", null);
    assertThat(values())
        .on(OrderValues.ORDER_ID, OrderValues.NET_MINOR, OrderValues.IS_BAD)
        .hasRows(
            row("cleared", 0, false),
            row("over", 0, true),
            row("later", 0, true),
            row("confirmed", 0, true),
            row("namesake", 0, true));
  }

  @Test
  void aComplaintThatTheShopClearsCountsAgainstNoOrder() {
    orders.row("once", "2024-03-01T00:00:00Z", 1000, true);
    orders.row("twice", "2024-03-01T00:00:00Z", 1000, true);
    complaints
        .row("once", "2024-03-02T00:00:00Z", "complaint", true)
        .row("twice", "2024-03-02T00:00:00Z", "complaint", true)
        .row("twice", "2024-03-03T00:00:00Z", "chargeback", true);
    for (Row complaint : complaints.dataset().collectAsList().subList(0, 2)) {
      appeals.row("cleared", "complaint", complaint.getString(0), "2024-03-04T00:00:00Z", null);
    }
    assertThat(values())
        .on(OrderValues.ORDER_ID, OrderValues.IS_BAD)
        .hasRows(row("once", false), row("twice", true));
  }

  @Test
  void unpaidOrdersHaveNoValue() {
    orders.row("cancelled", "2024-03-01T00:00:00Z", 0, false);
    assertThat(values()).hasRows();
  }

  private Dataset<Row> values() {
    return OrderValues.from(
        orders.dataset(),
        refunds.dataset(),
        complaints.dataset(),
        appeals.dataset(),
        RUN_DATE,
        Days.ALL);
  }
}
