package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.HashSieve;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per accepted refund line, with the order it takes money back from. */
public final class Refunds {

  /** The link of a refund that names an order which exists. */
  public static final String NAMED = "named";

  /** The link of a refund that names no order and for which one was found. */
  public static final String LINKED = "linked";

  /** The link of a refund without an order. */
  public static final String UNLINKED = "unlinked";

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
      Field.text("link", "How the order was found", "关联方式").oneOf(NAMED, LINKED, UNLINKED);
  public static final Field ORDER_ID =
      Field.text("order_id", "Order the refund is taken off; null when unlinked", "关联订单，未关联为空")
          .orNull();

  public static final Field NAMED_ORDER_ID =
      Field.text("named_order_id", "Order the source named, even one that is not known", "来源所指订单")
          .orNull();

  private static final Field IS_ORDER_KNOWN =
      Field.flag("is_order_known", "Whether the order that is named exists", "所指订单是否存在");
  private static final Field BUYER =
      Field.text("buyer", "User of the order that is named", "所指订单的客户").orNull();

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
              ORDER_ID,
              NAMED_ORDER_ID)
          .keyedBy(REFUND_ID);

  /**
   * The requests, each with the user of the order it names where that exists: {@link #from} takes
   * them, and reads them several times. Of the orders only those that are named are moved.
   *
   * @param refundRequests the columns of {@link #TABLE} up to {@link #REASON}, and in {@link
   *     #ORDER_ID} the order the source names
   */
  public static Dataset<Row> requested(Dataset<Row> refundRequests, Dataset<Row> orders) {
    Dataset<Row> ordersNamed =
        HashSieve.of(refundRequests, HashSieve.hash(ORDER_ID))
            .passed(orders, HashSieve.hash(Orders.ORDER_ID))
            .select(
                ORDER_ID.is(Orders.ORDER_ID.col()),
                BUYER.is(Orders.USER_ID.col()),
                IS_ORDER_KNOWN.is(lit(true)));
    Dataset<Row> named =
        refundRequests
            .filter(ORDER_ID.col().isNotNull())
            .join(ordersNamed, new String[] {ORDER_ID.name()}, "left");
    Dataset<Row> unnamed =
        refundRequests
            .filter(ORDER_ID.col().isNull())
            .withColumn(BUYER.name(), BUYER.isNull())
            .withColumn(IS_ORDER_KNOWN.name(), lit(false));
    return named.unionByName(unnamed);
  }

  /**
   * The refunds with their orders. A refund keeps the order it names, paid or not. One that names
   * an order nobody knows is unlinked, and keeps the name in {@link #NAMED_ORDER_ID}: guessing
   * another order would overrule the source. One that names none is linked as {@link RefundLinks}
   * says; without a user it stays unlinked.
   *
   * @param requested what {@link #requested} makes of the requests
   */
  public static Dataset<Row> from(
      Dataset<Row> requested, Dataset<Row> orders, Dataset<Row> orderLines) {
    Dataset<Row> named = requested.filter(ORDER_ID.col().isNotNull());
    Dataset<Row> unnamed = requested.filter(ORDER_ID.col().isNull());
    Dataset<Row> links =
        RefundLinks.from(unnamed, named.filter(IS_ORDER_KNOWN.col()), BUYER, orders, orderLines);

    Column isKnown = coalesce(IS_ORDER_KNOWN.col(), lit(false));
    Dataset<Row> judgedNamed =
        named
            .withColumn(NAMED_ORDER_ID.name(), ORDER_ID.col())
            .withColumn(LINK.name(), when(isKnown, NAMED).otherwise(UNLINKED))
            .withColumn(ORDER_ID.name(), when(isKnown, ORDER_ID.col()))
            .select(TABLE.columns());
    Dataset<Row> judgedUnnamed =
        unnamed
            .drop(ORDER_ID.name())
            .join(links, new String[] {REFUND_ID.name()}, "left")
            .withColumn(NAMED_ORDER_ID.name(), NAMED_ORDER_ID.isNull())
            .withColumn(LINK.name(), when(ORDER_ID.col().isNull(), UNLINKED).otherwise(LINKED))
            .select(TABLE.columns());
    return judgedNamed.unionByName(judgedUnnamed);
  }

  private Refunds() {}
}
