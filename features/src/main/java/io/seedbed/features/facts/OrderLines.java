package io.seedbed.features.facts;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per accepted order line that is not a refund; the lines of one order id are one order.
 */
public final class OrderLines {

  /** The kind of line that can be paid. */
  public static final String PURCHASE = "purchase";

  public static final Field LINE_ID =
      Field.text("line_id", "Source file and position of the line", "行标识：来源文件与位置");
  public static final Field ORDER_ID = Field.text("order_id", "Order the line belongs to", "订单编号");
  public static final Field USER_ID =
      Field.text("user_id", "Resolved customer; null when anonymous", "客户编号，匿名为空").orNull();
  public static final Field ORDERED_AT =
      Field.instant("ordered_at", "When the line was ordered (UTC)", "下单时间（UTC）");
  public static final Field DAY =
      Field.date("day", "Business day that its order was paid on", "订单付款业务日");
  public static final Field PRODUCT_ID = Field.text("product_id", "Product", "商品编号").orNull();
  public static final Field CATEGORY = Field.text("category", "Product category", "商品类目").orNull();
  public static final Field QUANTITY =
      Field.of("quantity", Field.QUANTITY, "Quantity ordered", "数量").orNull();
  public static final Field AMOUNT_MINOR =
      Field.money(
          "amount_minor", "Quantity times price, rounded half away from zero", "行金额（最小货币单位）");
  public static final Field KIND =
      Field.text("kind", "What the line is; only a purchase can be paid", "行类型，只有 purchase 计为付款")
          .oneOf(
              PURCHASE,
              "gift",
              "zero_price",
              "stock_adjustment",
              "bad_debt",
              "unpaid",
              "cancelled",
              "failed_group_buy",
              "test");
  public static final Field CHANNEL = Field.text("channel", "Sales channel", "渠道").orNull();
  public static final Field CAMPAIGN = Field.text("campaign", "Campaign", "活动").orNull();

  public static final Table TABLE =
      Table.named(
              "order_lines",
              "One row per accepted order line that is not a refund",
              "每行一条有效订单行（不含退款）")
          .with(
              LINE_ID,
              ORDER_ID,
              USER_ID,
              ORDERED_AT,
              DAY,
              PRODUCT_ID,
              CATEGORY,
              QUANTITY,
              AMOUNT_MINOR,
              KIND,
              CHANNEL,
              CAMPAIGN)
          .keyedBy(LINE_ID)
          .clusteredBy(DAY);

  /** Keeps accepted lines, of whatever kind, that are not refunds. */
  public static Dataset<Row> from(Dataset<Row> landedOrders, Dataset<Row> identityLinks) {
    Dataset<Row> lines = landedOrders.where(LandedRows.KIND.col().notEqual(LandedOrders.REFUND));
    return IdentityLinks.resolved(lines, identityLinks, LandedOrders.CONTRACT)
        .select(
            LINE_ID.is(LandedRows.position()),
            ORDER_ID.is(LandedOrders.ORDER_ID.col()),
            USER_ID.is(LandedOrders.USER_ID.col()),
            ORDERED_AT.is(LandedOrders.ORDERED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            PRODUCT_ID.is(LandedOrders.PRODUCT_ID.col()),
            CATEGORY.is(LandedOrders.CATEGORY.col()),
            QUANTITY.is(LandedOrders.QUANTITY.col()),
            AMOUNT_MINOR.is(LandedOrders.AMOUNT_MINOR.col()),
            KIND.is(LandedRows.KIND.col()),
            CHANNEL.is(LandedOrders.CHANNEL.col()),
            CAMPAIGN.is(LandedOrders.CAMPAIGN.col()));
  }

  private OrderLines() {}
}
