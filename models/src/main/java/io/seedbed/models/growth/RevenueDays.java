package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** One row per day, revenue view and named item; the items of a view add up to its revenue. */
public final class RevenueDays {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field DAY = Field.date("day", "Business day", "业务日");
  public static final Field VIEW =
      Field.text("view", "order_day restates history when refunds come; refund_day is cash", "收入口径")
          .oneOf("order_day", "refund_day");
  public static final Field ITEM =
      Field.text("item", "What the amount is", "项目")
          .oneOf("sales", "refunds", "unlinked_refunds", "over_refunds");
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Amount; negative where it reduces revenue", "金额，减少收入为负");

  public static final Table TABLE =
      Table.named("revenue_days", "One row per day, revenue view and named item", "每行一日一口径一项目的收入")
          .with(RUN_DATE, DAY, VIEW, ITEM, AMOUNT_MINOR)
          .keyedBy(RUN_DATE, DAY, VIEW, ITEM)
          .partitionedBy(RUN_DATE);

  private static final Field ORDER_VIEW_DAY =
      Field.date("order_view_day", "Day in the order_day view", "订单日口径日期");
  private static final Field REFUND_VIEW_DAY =
      Field.date("refund_view_day", "Day in the refund_day view", "退款日口径日期");
  private static final Field COVERED_MINOR =
      Field.money("covered_minor", "Part of a refund that its order's amount covers", "订单内退款");
  private static final Field PAID_MINOR =
      Field.money("paid_minor", "Amount of the refund's order", "原订单金额");

  /**
   * Orders and refunds as of the run date, anonymous ones too. A refund takes off its order what is
   * left of it, in the order (refunded at, refund id); the rest is over-refunded. A refund whose
   * order never counted as paid has nothing to take off and is unlinked. The two views differ in
   * the day of covered refunds alone, so their totals over all days are the same.
   */
  public static Dataset<Row> from(Dataset<Row> orderValues, Dataset<Row> refunds, RunDate runDate) {
    Dataset<Row> paidOrders = orderValues.where(runDate.isKnown(OrderValues.PAID_AT.col()));
    Dataset<Row> knownRefunds = refunds.where(runDate.isKnown(Refunds.REFUNDED_AT.col()));
    return sales(paidOrders)
        .unionByName(takenOff(splitRefunds(knownRefunds, paidOrders)))
        .select(
            ITEM.col(),
            AMOUNT_MINOR.col(),
            inline(
                array(
                    struct(VIEW.is(lit("order_day")), DAY.is(ORDER_VIEW_DAY.col())),
                    struct(VIEW.is(lit("refund_day")), DAY.is(REFUND_VIEW_DAY.col())))))
        .groupBy(DAY.col(), VIEW.col(), ITEM.col())
        .agg(AMOUNT_MINOR.is(sum(AMOUNT_MINOR.col())))
        .select(
            RUN_DATE.is(runDate.asColumn()), DAY.col(), VIEW.col(), ITEM.col(), AMOUNT_MINOR.col());
  }

  private static Dataset<Row> sales(Dataset<Row> paidOrders) {
    return paidOrders.select(
        ITEM.is(lit("sales")),
        AMOUNT_MINOR.is(OrderValues.AMOUNT_MINOR.col()),
        ORDER_VIEW_DAY.is(OrderValues.DAY.col()),
        REFUND_VIEW_DAY.is(OrderValues.DAY.col()));
  }

  /** One row per refund: the part its order covers, with the day of that order, and the rest. */
  private static Dataset<Row> splitRefunds(Dataset<Row> refunds, Dataset<Row> paidOrders) {
    Dataset<Row> orders =
        paidOrders.select(
            OrderValues.ORDER_ID.col(),
            ORDER_VIEW_DAY.is(OrderValues.DAY.col()),
            PAID_MINOR.is(OrderValues.AMOUNT_MINOR.col()));
    WindowSpec refundsOfOrder =
        Window.partitionBy(
                Refunds.ORDER_ID.col(),
                when(Refunds.ORDER_ID.col().isNull(), Refunds.REFUND_ID.col()))
            .orderBy(Refunds.REFUNDED_AT.col(), Refunds.REFUND_ID.col())
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Column refund = Refunds.AMOUNT_MINOR.col();
    Column soFar = sum(refund).over(refundsOfOrder);
    Column left = greatest(PAID_MINOR.col().minus(soFar.minus(refund)), lit(0L));
    return refunds
        .join(orders, new String[] {Refunds.ORDER_ID.name()}, "left")
        .select(
            ORDER_VIEW_DAY.col(),
            REFUND_VIEW_DAY.is(Refunds.DAY.col()),
            refund,
            COVERED_MINOR.is(when(PAID_MINOR.col().isNull(), 0).otherwise(least(refund, left))));
  }

  private static Dataset<Row> takenOff(Dataset<Row> splitRefunds) {
    Column rest = Refunds.AMOUNT_MINOR.col().minus(COVERED_MINOR.col());
    Column restItem =
        when(ORDER_VIEW_DAY.col().isNull(), "unlinked_refunds").otherwise("over_refunds");
    return splitRefunds
        .select(
            REFUND_VIEW_DAY.col(),
            inline(
                array(
                    part(lit("refunds"), COVERED_MINOR.col(), ORDER_VIEW_DAY.col()),
                    part(restItem, rest, REFUND_VIEW_DAY.col()))))
        .where(AMOUNT_MINOR.col().notEqual(0));
  }

  private static Column part(Column item, Column amount, Column orderDay) {
    return struct(
        ITEM.is(item), AMOUNT_MINOR.is(amount.unary_$minus()), ORDER_VIEW_DAY.is(orderDay));
  }

  private RevenueDays() {}
}
