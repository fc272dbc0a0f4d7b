package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per paid order as of the run date: what it is worth after refunds, and whether it went
 * bad.
 */
public final class OrderValues {

  public static final Field ORDER_ID = Field.text("order_id", "Paid order", "订单编号");
  public static final Field USER_ID =
      Field.text("user_id", "Resolved customer; null when anonymous", "客户编号，匿名为空").orNull();
  public static final Field PAID_AT =
      Field.instant("paid_at", "When it was paid (UTC)", "付款时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of payment", "业务日");
  public static final Field AMOUNT_MINOR = Field.money("amount_minor", "Amount paid", "订单金额");
  public static final Field REFUNDED_MINOR =
      Field.money(
          "refunded_minor", "Refunds known as of the run date, up to the amount", "已退金额（不超过订单金额）");
  public static final Field OVER_REFUND_MINOR =
      Field.money("over_refund_minor", "Refunds beyond the amount of the named order", "超额退款");
  public static final Field NET_MINOR =
      Field.money("net_minor", "Amount minus refunds, never below zero", "净额");
  public static final Field IS_BAD =
      Field.flag(
          "is_bad",
          "Fully refunded, fault-coded refund, upheld complaint or chargeback, and not cleared by an"
              + " appeal",
          "是否坏单（申诉撤销者除外）");
  public static final Field CHANNEL = Field.text("channel", "Sales channel", "渠道").orNull();
  public static final Field CAMPAIGN = Field.text("campaign", "Campaign", "活动").orNull();

  private static final Field REFUND_TOTAL_MINOR =
      Field.money("refund_total_minor", "Refunds of the order", "订单退款合计");
  private static final Field HAS_FAULT =
      Field.flag("has_fault", "Whether a refund puts the fault on the buyer", "是否有买家过错退款");
  private static final Field IS_BLAMED =
      Field.flag("is_blamed", "Whether a case against the order counts", "是否有成立的投诉或拒付");

  private static final Field IS_CLEARED =
      Field.flag("is_cleared", "Whether the shop has cleared the order", "是否已撤销");

  public static final Table TABLE =
      Table.named("order_values", "One row per paid order as of the run date", "每行一张截至运行日的付款订单")
          .with(
              ORDER_ID,
              USER_ID,
              PAID_AT,
              DAY,
              AMOUNT_MINOR,
              REFUNDED_MINOR,
              OVER_REFUND_MINOR,
              NET_MINOR,
              IS_BAD,
              CHANNEL,
              CAMPAIGN)
          .keyedBy(ORDER_ID)
          .clusteredBy(DAY);

  /**
   * The value of every order paid on one of the given days and before as-of, after the refunds and
   * complaints of before as-of. An order is bad when nothing of it is left, when a refund puts the
   * fault on the buyer, when a complaint or fraud case that names it was upheld, or when it was
   * charged back (upheld or not): once, however many of these hold. It is not while a decision of
   * the shop clears it; a complaint that is cleared counts against no order.
   *
   * <p>Costs a shuffle of the orders of these days and one of the refunds by order; complaints and
   * appeals are few.
   *
   * @param days the business days of payment to build
   */
  public static Dataset<Row> from(
      Dataset<Row> orders,
      Dataset<Row> refunds,
      Dataset<Row> complaints,
      Dataset<Row> appeals,
      RunDate runDate,
      Days days) {
    Dataset<Row> paidOrders =
        orders.filter(
            days.include(Orders.DAY.col())
                .and(Orders.IS_PAID.col())
                .and(runDate.isKnown(Orders.PAID_AT.col())));
    Dataset<Row> refundTotals =
        refunds
            .filter(
                Refunds.ORDER_ID.col().isNotNull().and(runDate.isKnown(Refunds.REFUNDED_AT.col())))
            .groupBy(ORDER_ID.is(Refunds.ORDER_ID.col()))
            .agg(
                REFUND_TOTAL_MINOR.is(sum(Refunds.AMOUNT_MINOR.col())),
                HAS_FAULT.is(max(Refunds.IS_FAULT.col())));
    Dataset<Row> blamedOrders =
        Appeals.standingComplaints(complaints, appeals, runDate)
            .filter(
                Complaints.ORDER_ID
                    .col()
                    .isNotNull()
                    .and(runDate.isKnown(Complaints.COMPLAINED_AT.col()))
                    .and(
                        Complaints.IS_UPHELD
                            .col()
                            .or(Complaints.KIND.col().equalTo(Complaints.CHARGEBACK))))
            .select(ORDER_ID.is(Complaints.ORDER_ID.col()), IS_BLAMED.is(lit(true)))
            .distinct();
    Dataset<Row> clearedOrders =
        Appeals.clearedOrders(appeals, runDate).withColumn(IS_CLEARED.name(), lit(true));

    Column refunded = coalesce(REFUND_TOTAL_MINOR.col(), lit(0L));
    Column net = greatest(Orders.AMOUNT_MINOR.col().minus(refunded), lit(0L));
    Column wentBad =
        net.equalTo(0)
            .or(coalesce(HAS_FAULT.col(), lit(false)))
            .or(coalesce(IS_BLAMED.col(), lit(false)));
    String[] byOrder = {ORDER_ID.name()};
    return paidOrders
        .join(refundTotals, byOrder, "left")
        .join(blamedOrders, byOrder, "left")
        .join(broadcast(clearedOrders), byOrder, "left")
        .select(
            ORDER_ID.col(),
            USER_ID.is(Orders.USER_ID.col()),
            PAID_AT.is(Orders.PAID_AT.col()),
            DAY.is(Orders.DAY.col()),
            AMOUNT_MINOR.is(Orders.AMOUNT_MINOR.col()),
            REFUNDED_MINOR.is(least(refunded, Orders.AMOUNT_MINOR.col())),
            OVER_REFUND_MINOR.is(greatest(refunded.minus(Orders.AMOUNT_MINOR.col()), lit(0L))),
            NET_MINOR.is(net),
            IS_BAD.is(wentBad.and(IS_CLEARED.col().isNull())),
            CHANNEL.is(Orders.CHANNEL.col()),
            CAMPAIGN.is(Orders.CAMPAIGN.col()));
  }

  private OrderValues() {}
}
