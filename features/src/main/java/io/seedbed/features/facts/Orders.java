package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

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
          .keyedBy(ORDER_ID);

  private Orders() {}
}
