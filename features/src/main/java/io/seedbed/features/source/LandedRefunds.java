package io.seedbed.features.source;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.upper;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** One row per row of the refunds source. */
public final class LandedRefunds {

  public static final Field REFUND_ID = Field.text("refund_id", "Refund", "退款编号").orNull();
  public static final Field ORDER_ID =
      Field.text("order_id", "Order the refund names", "所指订单").orNull();
  public static final Field USER_ID =
      Field.text("user_id", "Customer as the source has it", "来源客户编号").orNull();
  public static final Field REFUNDED_AT =
      Field.instant("refunded_at", "When money went back (UTC)", "退款时间（UTC）");
  public static final Field PRODUCT_ID = Field.text("product_id", "Product", "商品编号").orNull();
  public static final Field QUANTITY =
      Field.of("quantity", Field.QUANTITY, "Quantity taken back, positive", "退货数量").orNull();
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Amount paid back, positive", "退款金额").orNull();
  public static final Field REASON =
      Field.text("reason", "Reason code of the source", "退款原因").orNull();
  public static final Field IS_FAULT =
      Field.flag("is_fault", "Whether the reason puts the fault on the buyer", "是否买家过错");

  static final Field AMOUNT = Field.of("amount", Money.AMOUNT, "Amount, major units", "退款金额");
  static final Field CURRENCY = Field.text("currency", "ISO 4217 code", "币种").orNull();
  static final Field UPDATED_AT =
      Field.instant("updated_at", "When the row was last changed (UTC)", "更新时间（UTC）").orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
          "refunds",
          List.of("refund"),
          List.of(
              REFUND_ID,
              ORDER_ID,
              USER_ID,
              REFUNDED_AT,
              PRODUCT_ID,
              QUANTITY,
              AMOUNT,
              CURRENCY,
              REASON,
              UPDATED_AT),
          List.of(REFUND_ID),
          REFUNDED_AT,
          USER_ID,
          Optional.of(UPDATED_AT));

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the refunds source, with what became of it",
          "退款来源的每一行及其处理结果",
          REFUND_ID,
          ORDER_ID,
          USER_ID,
          REFUNDED_AT,
          PRODUCT_ID,
          QUANTITY,
          AMOUNT_MINOR,
          REASON,
          IS_FAULT,
          UPDATED_AT);

  /**
   * How the rows of the source's files are landed.
   *
   * @param faultReasons reason codes, in lower case, that put the fault on the buyer
   */
  public static Landing landing(SourceMapping mapping, Reading reading, List<String> faultReasons) {
    Column isFault = lower(REASON.col()).isin(faultReasons.toArray());
    return new Landing(TABLE, CONTRACT, mapping, reading)
        .deriving(AMOUNT_MINOR, abs(Money.minor(AMOUNT.col(), reading)))
        .deriving(QUANTITY, abs(QUANTITY.col()))
        .deriving(IS_FAULT, coalesce(isFault, lit(false)))
        .rejecting("bad_amount", AMOUNT_MINOR.col().isNull(), given -> given.named(AMOUNT))
        .rejecting(
            "foreign_currency",
            upper(CURRENCY.col()).notEqual(reading.currency()),
            given -> given.named(CURRENCY));
  }

  private LandedRefunds() {}
}
