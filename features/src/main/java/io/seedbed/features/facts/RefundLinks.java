package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.HashSieve;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per refund that names no order and for which one was found: {@link #REFUND_ID}, {@link
 * #ORDER_ID}.
 *
 * <p>The refunds of one user and product are taken in the order (refunded_at, refund_id). Each
 * claims one order whole, never parts of several: of the user's orders paid strictly before it
 * whose remaining quantity and remaining value of the product cover it, the latest paid, then the
 * one with the greatest order id; what it takes is gone for the next. Refunds that name their order
 * stand in the same line and take from that order what they take, so that the answer for a refund
 * depends on nothing that came after it, and an as-of run sees the links a later run will see.
 *
 * <p>A refund without a quantity needs the value only; one without a product is held against order
 * lines without a product. So a refund that names its order and no product takes nothing off the
 * products of that order, and a later refund of one of them may still be linked to it: the order's
 * net value counts both and what exceeds it is over-refund.
 *
 * <p>This is a fold over two sorted arrays per pair, in memory of one task. Only pairs with a
 * refund that names no order are folded: of orders and purchase lines only those of users with such
 * a refund and a few others are moved, and collected only those of such pairs. Shuffles: of the
 * lines by order and product, of the rest and of the refunds by user and product.
 */
final class RefundLinks {

  static final Field REFUND_ID = Refunds.REFUND_ID;
  static final Field ORDER_ID = Refunds.ORDER_ID;

  private static final Field USER_ID = Field.text("user_id", "Whose pair it is", "客户编号");
  private static final Field PRODUCT_KEY =
      Field.text("product_key", "Product, or the empty text for none", "商品键");
  private static final Field CLAIMED_AT = Field.instant("claimed_at", "When", "退款时间");
  private static final Field PAID_AT = Field.instant("paid_at", "When it was paid", "付款时间");
  private static final Field QUANTITY = Field.of("quantity", Field.QUANTITY, "Quantity", "数量");
  private static final Field AMOUNT_MINOR = Field.money("amount_minor", "Amount", "金额");

  private static final String CLAIMS = "claims";
  private static final String SHELF = "shelf";
  private static final String LINKS = "links";
  private static final String LINK = "link";

  private static final String[] BY_PAIR = {USER_ID.name(), PRODUCT_KEY.name()};
  private static final ArrayType LINK_LIST =
      DataTypes.createArrayType(
          new StructType()
              .add(REFUND_ID.name(), REFUND_ID.type())
              .add(ORDER_ID.name(), ORDER_ID.type()));

  /**
   * The links.
   *
   * @param unnamed refund requests that name no order
   * @param named refund requests with the order they name, which exists
   * @param buyer the column of {@code named} with the user of that order
   */
  static Dataset<Row> from(
      Dataset<Row> unnamed,
      Dataset<Row> named,
      Field buyer,
      Dataset<Row> orders,
      Dataset<Row> orderLines) {
    Dataset<Row> claims =
        claims(unnamed, Refunds.USER_ID)
            .unionByName(claims(named, buyer))
            .groupBy(USER_ID.col(), PRODUCT_KEY.col())
            .agg(
                sort_array(
                        collect_list(
                            struct(
                                CLAIMED_AT.col(),
                                REFUND_ID.col(),
                                ORDER_ID.col(),
                                QUANTITY.col(),
                                AMOUNT_MINOR.col())))
                    .as(CLAIMS))
            .filter(exists(col(CLAIMS), claim -> in(claim, ORDER_ID).isNull()));
    HashSieve claimants = HashSieve.of(unnamed, HashSieve.hash(Refunds.USER_ID));
    Dataset<Row> shelves =
        bought(claimants.passed(orders, HashSieve.hash(Orders.USER_ID)), orderLines)
            .join(claims.select(USER_ID.col(), PRODUCT_KEY.col()), BY_PAIR, "left_semi")
            .groupBy(USER_ID.col(), PRODUCT_KEY.col())
            .agg(
                collect_list(
                        struct(PAID_AT.col(), ORDER_ID.col(), QUANTITY.col(), AMOUNT_MINOR.col()))
                    .as(SHELF));
    return claims
        .join(shelves, BY_PAIR, "inner")
        .select(explode(links(col(CLAIMS), sort_array(col(SHELF), false))).as(LINK))
        .select(REFUND_ID.is(in(col(LINK), REFUND_ID)), ORDER_ID.is(in(col(LINK), ORDER_ID)))
        .filter(ORDER_ID.col().isNotNull());
  }

  private static Dataset<Row> claims(Dataset<Row> requests, Field owner) {
    return requests
        .filter(owner.col().isNotNull())
        .select(
            USER_ID.is(owner.col()),
            PRODUCT_KEY.is(keyOf(Refunds.PRODUCT_ID)),
            CLAIMED_AT.is(Refunds.REFUNDED_AT.col()),
            REFUND_ID.col(),
            ORDER_ID.is(Refunds.ORDER_ID.col()),
            QUANTITY.is(Refunds.QUANTITY.col()),
            AMOUNT_MINOR.is(Refunds.AMOUNT_MINOR.col()));
  }

  /** One row per paid order of a known user and product: what a refund can still take from it. */
  private static Dataset<Row> bought(Dataset<Row> orders, Dataset<Row> orderLines) {
    Dataset<Row> paidOrders =
        orders
            .filter(Orders.IS_PAID.col().and(Orders.USER_ID.col().isNotNull()))
            .select(
                ORDER_ID.is(Orders.ORDER_ID.col()),
                USER_ID.is(Orders.USER_ID.col()),
                PAID_AT.is(Orders.PAID_AT.col()));
    Dataset<Row> products =
        HashSieve.of(paidOrders, HashSieve.hash(ORDER_ID))
            .passed(
                orderLines.filter(OrderLines.KIND.col().equalTo(OrderLines.PURCHASE)),
                HashSieve.hash(OrderLines.ORDER_ID))
            .groupBy(
                ORDER_ID.is(OrderLines.ORDER_ID.col()),
                PRODUCT_KEY.is(keyOf(OrderLines.PRODUCT_ID)))
            .agg(
                QUANTITY.is(sum(OrderLines.QUANTITY.col())),
                AMOUNT_MINOR.is(sum(OrderLines.AMOUNT_MINOR.col())));
    return products.join(paidOrders, new String[] {ORDER_ID.name()}, "inner");
  }

  private static Column links(Column claims, Column shelf) {
    Column start = struct(shelf.as(SHELF), array().cast(LINK_LIST).as(LINKS));
    return aggregate(claims, start, RefundLinks::settled, state -> state.getField(LINKS));
  }

  private static Column settled(Column state, Column claim) {
    Column shelf = state.getField(SHELF);
    Column found = get(filter(shelf, item -> covers(item, claim)), lit(0));
    Column order = coalesce(in(claim, ORDER_ID), in(found, ORDER_ID));
    return let(
        order,
        chosen ->
            struct(
                transform(
                        shelf,
                        item ->
                            when(in(item, ORDER_ID).equalTo(chosen), reduced(item, claim))
                                .otherwise(item))
                    .as(SHELF),
                array_append(
                        state.getField(LINKS),
                        struct(
                            REFUND_ID.is(in(claim, REFUND_ID)),
                            ORDER_ID.is(when(in(claim, ORDER_ID).isNull(), chosen))))
                    .as(LINKS)));
  }

  private static Column covers(Column item, Column claim) {
    Column isPaidBefore = in(item, PAID_AT).lt(in(claim, CLAIMED_AT));
    Column hasTheValue = in(item, AMOUNT_MINOR).geq(in(claim, AMOUNT_MINOR));
    Column hasTheQuantity =
        in(claim, QUANTITY).isNull().or(in(item, QUANTITY).geq(in(claim, QUANTITY)));
    return isPaidBefore.and(hasTheValue).and(hasTheQuantity);
  }

  private static Column reduced(Column item, Column claim) {
    Column quantity = in(item, QUANTITY).minus(coalesce(in(claim, QUANTITY), lit(0)));
    Column amount = in(item, AMOUNT_MINOR).minus(in(claim, AMOUNT_MINOR));
    return struct(
        PAID_AT.is(in(item, PAID_AT)),
        ORDER_ID.is(in(item, ORDER_ID)),
        QUANTITY.is(greatest(quantity, lit(0))),
        AMOUNT_MINOR.is(greatest(amount, lit(0L))));
  }

  /** Binds a value to a name once, where writing it twice would compute it per element. */
  private static Column let(Column value, UnaryOperator<Column> body) {
    return get(transform(array(value), body::apply), lit(0));
  }

  private static Column keyOf(Field product) {
    return coalesce(concat(lit("="), product.col()), lit(""));
  }

  private static Column in(Column struct, Field field) {
    return struct.getField(field.name());
  }

  private RefundLinks() {}
}
