package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per order id, paid at the time of its first line. */
public final class Orders {

  public static final Field ORDER_ID = Field.text("order_id", "Order", "订单编号");
  public static final Field USER_ID =
      Field.text("user_id", "Resolved customer; null when anonymous", "客户编号，匿名为空").orNull();
  public static final Field PAID_AT =
      Field.instant(
          "paid_at",
          "Time of the order's first purchase line, else of its first line (UTC)",
          "付款时间（首个购买行，UTC）");
  public static final Field DAY = Field.date("day", "Business day of paid_at", "业务日");
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Sum of the purchase lines", "订单金额");
  public static final Field IS_PAID =
      Field.flag("is_paid", "Whether purchase lines add up to more than zero", "是否付款订单");
  public static final Field LINES =
      Field.count("lines", "lines", "Number of lines of any kind", "订单行数");
  public static final Field CHANNEL =
      Field.text("channel", "Sales channel of the first line", "渠道").orNull();
  public static final Field CAMPAIGN =
      Field.text("campaign", "Campaign of the first line", "活动").orNull();

  public static final Table TABLE =
      Table.named("orders", "One row per order", "每行一张订单")
          .with(ORDER_ID, USER_ID, PAID_AT, DAY, AMOUNT_MINOR, IS_PAID, LINES, CHANNEL, CAMPAIGN)
          .keyedBy(ORDER_ID)
          .clusteredBy(DAY);

  private static final String FIRST_LINE = "first_line";
  private static final String PAYER = "payer";

  /**
   * The orders behind the order lines of the given days. An order is paid when its purchase lines
   * come to more than zero; lines of another kind neither pay nor date it, unless it has no
   * purchase line. Lines are taken in the order (ordered_at, line_id). Where lines disagree about
   * the customer, the first line that names one decides; an order none of whose lines names one is
   * anonymous. An order is one event, at the time it was paid: a line that follows belongs to it
   * from then on.
   *
   * <p>All lines of an order have its day, so that the orders of a day are made of the lines of
   * that day alone. Costs one shuffle of these lines by order.
   *
   * @param days the business days of payment to build
   */
  public static Dataset<Row> from(Dataset<Row> orderLines, Days days) {
    Column isPurchase = OrderLines.KIND.col().equalTo(OrderLines.PURCHASE);
    Column firstLine =
        min(
            struct(
                not(isPurchase),
                OrderLines.ORDERED_AT.col(),
                OrderLines.LINE_ID.col(),
                OrderLines.DAY.col(),
                OrderLines.CHANNEL.col(),
                OrderLines.CAMPAIGN.col()));
    Column payer =
        min(
            when(
                OrderLines.USER_ID.col().isNotNull(),
                struct(
                    OrderLines.ORDERED_AT.col(),
                    OrderLines.LINE_ID.col(),
                    OrderLines.USER_ID.col())));
    Column amount = coalesce(sum(when(isPurchase, OrderLines.AMOUNT_MINOR.col())), lit(0L));
    return orderLines
        .filter(days.include(OrderLines.DAY.col()))
        .groupBy(OrderLines.ORDER_ID.col())
        .agg(
            firstLine.as(FIRST_LINE),
            payer.as(PAYER),
            AMOUNT_MINOR.is(amount),
            LINES.is(count(lit(1))))
        .select(
            ORDER_ID.is(OrderLines.ORDER_ID.col()),
            USER_ID.is(col(PAYER).getField(OrderLines.USER_ID.name())),
            PAID_AT.is(col(FIRST_LINE).getField(OrderLines.ORDERED_AT.name())),
            DAY.is(col(FIRST_LINE).getField(OrderLines.DAY.name())),
            AMOUNT_MINOR.col(),
            IS_PAID.is(AMOUNT_MINOR.col().gt(0)),
            LINES.col(),
            CHANNEL.is(col(FIRST_LINE).getField(OrderLines.CHANNEL.name())),
            CAMPAIGN.is(col(FIRST_LINE).getField(OrderLines.CAMPAIGN.name())));
  }

  private Orders() {}
}
