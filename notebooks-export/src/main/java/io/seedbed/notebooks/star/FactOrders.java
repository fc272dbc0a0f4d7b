package io.seedbed.notebooks.star;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per order known as of the run date, paid or not, anonymous ones too. Unpaid orders have
 * no refunds and no net value: sums over all rows are sums over paid orders.
 */
public final class FactOrders {

  public static final Field IS_PAID = Orders.IS_PAID;

  public static final Table TABLE =
      Table.named(
              "fact_orders",
              "One row per order known as of the run date, paid or not",
              "每行一张截至运行日的订单（含未付款）")
          .with(
              Orders.ORDER_ID,
              Orders.USER_ID,
              Orders.PAID_AT,
              Orders.DAY,
              Orders.CHANNEL,
              Orders.CAMPAIGN,
              Orders.LINES,
              IS_PAID,
              Orders.AMOUNT_MINOR,
              OrderValues.REFUNDED_MINOR,
              OrderValues.OVER_REFUND_MINOR,
              OrderValues.NET_MINOR,
              OrderValues.IS_BAD)
          .keyedBy(Orders.ORDER_ID);

  /** Orders with what they are worth. */
  public static Dataset<Row> from(Dataset<Row> orders, Dataset<Row> orderValues, RunDate runDate) {
    Dataset<Row> values =
        orderValues.select(
            OrderValues.ORDER_ID.col(),
            OrderValues.REFUNDED_MINOR.col(),
            OrderValues.OVER_REFUND_MINOR.col(),
            OrderValues.NET_MINOR.col(),
            OrderValues.IS_BAD.col());
    return orders
        .where(runDate.isKnown(Orders.PAID_AT.col()))
        .join(values, new String[] {Orders.ORDER_ID.name()}, "left")
        .select(
            Orders.ORDER_ID.col(),
            Orders.USER_ID.col(),
            Orders.PAID_AT.col(),
            Orders.DAY.col(),
            Orders.CHANNEL.col(),
            Orders.CAMPAIGN.col(),
            Orders.LINES.col(),
            IS_PAID.col(),
            Orders.AMOUNT_MINOR.col(),
            OrderValues.REFUNDED_MINOR.is(coalesce(OrderValues.REFUNDED_MINOR.col(), lit(0L))),
            OrderValues.OVER_REFUND_MINOR.is(
                coalesce(OrderValues.OVER_REFUND_MINOR.col(), lit(0L))),
            OrderValues.NET_MINOR.is(coalesce(OrderValues.NET_MINOR.col(), lit(0L))),
            OrderValues.IS_BAD.is(coalesce(OrderValues.IS_BAD.col(), lit(false))));
  }

  private FactOrders() {}
}
