package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per accepted refund line, with the order it takes money back from. */
public final class Refunds {

  public static final Field REFUND_ID =
      Field.text("refund_id", "Refund, or file and position where the source has no id", "退款编号");
  public static final Field USER_ID =
      Field.text("user_id", "Resolved customer; null when anonymous", "客户编号，匿名为空").orNull();
  public static final Field REFUNDED_AT =
      Field.instant("refunded_at", "When money went back (UTC)", "退款时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of refunded_at", "业务日");
  public static final Field PRODUCT_ID = Field.text("product_id", "Product", "商品编号").orNull();
  public static final Field QUANTITY =
      Field.of("quantity", Field.QUANTITY, "Quantity taken back, positive", "退货数量").orNull();
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Amount paid back, positive", "退款金额");
  public static final Field IS_FAULT =
      Field.flag("is_fault", "Whether the reason puts the fault on the buyer", "是否买家过错");
  public static final Field REASON =
      Field.text("reason", "Reason code of the source", "退款原因").orNull();
  public static final Field LINK =
      Field.text("link", "How the order was found", "关联方式").oneOf("named", "linked", "unlinked");
  public static final Field ORDER_ID =
      Field.text("order_id", "Order the refund is taken off; null when unlinked", "关联订单，未关联为空")
          .orNull();

  public static final Table TABLE =
      Table.named("refunds", "One row per accepted refund line", "每行一条有效退款")
          .with(
              REFUND_ID,
              USER_ID,
              REFUNDED_AT,
              DAY,
              PRODUCT_ID,
              QUANTITY,
              AMOUNT_MINOR,
              IS_FAULT,
              REASON,
              LINK,
              ORDER_ID)
          .keyedBy(REFUND_ID);

  private Refunds() {}
}
