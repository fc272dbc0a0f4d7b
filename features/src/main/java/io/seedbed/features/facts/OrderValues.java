package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

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
          "is_bad", "Fully refunded, fault-coded refund, upheld complaint or chargeback", "是否坏单");
  public static final Field CHANNEL = Field.text("channel", "Sales channel", "渠道").orNull();
  public static final Field CAMPAIGN = Field.text("campaign", "Campaign", "活动").orNull();

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
          .keyedBy(ORDER_ID);

  private OrderValues() {}
}
