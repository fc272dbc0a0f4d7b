package io.seedbed.features.source;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** One row per row of the orders source: an order line, or an order of one line. */
public final class LandedOrders {

  public static final String PURCHASE = "purchase";
  public static final String REFUND = "refund";

  public static final Field ORDER_ID = Field.text("order_id", "Order", "订单编号");
  public static final Field LINE_NO =
      Field.text(
              "line_no",
              "Line of the order; its product where lines have no number",
              "订单行号，无行号时为商品编号")
          .orNull();
  public static final Field USER_ID =
      Field.text("user_id", "Customer as the source has it; null when anonymous", "来源客户编号")
          .orNull();
  public static final Field ORDERED_AT =
      Field.instant("ordered_at", "When it was ordered (UTC)", "下单时间（UTC）");
  public static final Field PRODUCT_ID = Field.text("product_id", "Product", "商品编号").orNull();
  public static final Field CATEGORY = Field.text("category", "Product category", "商品类目").orNull();
  public static final Field QUANTITY =
      Field.of("quantity", Field.QUANTITY, "Quantity; positive for a refund", "数量").orNull();
  public static final Field AMOUNT_MINOR =
      Field.money(
              "amount_minor",
              "Amount, or quantity times price, rounded half away from zero; positive for a refund",
              "行金额（最小货币单位）")
          .orNull();
  public static final Field CHANNEL = Field.text("channel", "Sales channel", "渠道").orNull();
  public static final Field CAMPAIGN = Field.text("campaign", "Campaign", "活动").orNull();
  public static final Field REFUNDED_ORDER_ID =
      Field.text("refunded_order_id", "Order that a refund row names", "退款所指订单").orNull();

  static final Field UNIT_PRICE =
      Field.of("unit_price", Money.PRICE, "Price of one, major units", "单价").orNull();
  static final Field AMOUNT =
      Field.of("amount", Money.AMOUNT, "Amount of the line, major units", "行金额").orNull();
  static final Field CURRENCY = Field.text("currency", "ISO 4217 code", "币种").orNull();
  static final Field STATUS = Field.text("status", "What became of the order", "订单状态").orNull();
  static final Field UPDATED_AT =
      Field.instant("updated_at", "When the row was last changed (UTC)", "更新时间（UTC）").orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
          "orders",
          List.of(
              PURCHASE,
              REFUND,
              "gift",
              "zero_price",
              "stock_adjustment",
              "bad_debt",
              "unpaid",
              "cancelled",
              "failed_group_buy",
              "test"),
          List.of(
              ORDER_ID,
              LINE_NO,
              USER_ID,
              ORDERED_AT,
              PRODUCT_ID,
              CATEGORY,
              QUANTITY,
              UNIT_PRICE,
              AMOUNT,
              CURRENCY,
              STATUS,
              CHANNEL,
              CAMPAIGN,
              REFUNDED_ORDER_ID,
              UPDATED_AT),
          List.of(ORDER_ID, LINE_NO),
          ORDERED_AT,
          USER_ID,
          Optional.of(UPDATED_AT));

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the orders source, with what became of it",
          "订单来源的每一行及其处理结果",
          ORDER_ID,
          LINE_NO,
          USER_ID,
          ORDERED_AT,
          PRODUCT_ID,
          CATEGORY,
          QUANTITY,
          AMOUNT_MINOR,
          CHANNEL,
          CAMPAIGN,
          REFUNDED_ORDER_ID,
          UPDATED_AT);

  /**
   * How the rows of the source's files are landed. The lines of an order that come without numbers
   * are told apart by their product: to take them for one line sent again would lose all but one.
   * The lines of an order stand on the day it was paid, that of its first purchase or, without one,
   * of its first line.
   */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    Column isPurchase = LandedRows.KIND.col().equalTo(PURCHASE);
    Column isRefund = LandedRows.KIND.col().equalTo(REFUND);
    Column major = coalesce(AMOUNT.col(), QUANTITY.col().multiply(UNIT_PRICE.col()));
    Column minor = Money.minor(major, reading);
    return new Landing(TABLE, CONTRACT, mapping, reading)
        .deriving(LINE_NO, coalesce(LINE_NO.col(), PRODUCT_ID.col()))
        .deriving(AMOUNT_MINOR, when(isRefund, abs(minor)).otherwise(minor))
        .deriving(QUANTITY, when(isRefund, abs(QUANTITY.col())).otherwise(QUANTITY.col()))
        .rejecting("missing_amount", major.isNull(), given -> lit(null))
        .rejecting("bad_amount", AMOUNT_MINOR.col().isNull(), LandedOrders::statedAmount)
        .rejecting(
            "negative_amount", isPurchase.and(AMOUNT_MINOR.col().lt(0)), LandedOrders::statedAmount)
        .rejecting(
            "foreign_currency",
            upper(CURRENCY.col()).notEqual(reading.currency()),
            given -> given.named(CURRENCY))
        .standingTogether(new SharedDay(ORDER_ID, not(isRefund), isPurchase));
  }

  private static Column statedAmount(GivenInputs given) {
    Column product = concat_ws(" × ", given.text(QUANTITY), given.text(UNIT_PRICE));
    return coalesce(given.named(AMOUNT), product);
  }

  private LandedOrders() {}
}
