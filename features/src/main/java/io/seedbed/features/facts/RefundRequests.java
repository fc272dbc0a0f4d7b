package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per accepted refund line, of the refunds source or of the orders source, under the
 * columns of {@link Refunds} and with the order it names, before it is looked for an order. A row
 * of the refunds source over nothing is none: it ends, by its key, a refund that was taken back.
 */
public final class RefundRequests {

  public static final Table TABLE =
      Table.named(
              "refund_requests",
              "One row per accepted refund line, with the order its source names",
              "每行一条有效退款，订单以来源所指为准")
          .with(
              Refunds.REFUND_ID,
              Refunds.USER_ID,
              Refunds.REFUNDED_AT,
              Refunds.DAY,
              Refunds.PRODUCT_ID,
              Refunds.QUANTITY,
              Refunds.AMOUNT_MINOR,
              Refunds.IS_FAULT,
              Refunds.REASON,
              Refunds.ORDER_ID)
          .keyedBy(Refunds.REFUND_ID);

  /** Gathers the refund rows of both sources. */
  public static Dataset<Row> from(
      Dataset<Row> landedOrders, Dataset<Row> landedRefunds, Dataset<Row> identityLinks) {
    return ofOrders(landedOrders, identityLinks)
        .unionByName(ofRefunds(landedRefunds, identityLinks));
  }

  private static Dataset<Row> ofOrders(Dataset<Row> landedOrders, Dataset<Row> identityLinks) {
    Dataset<Row> refunds = landedOrders.where(LandedRows.KIND.col().equalTo(LandedOrders.REFUND));
    return IdentityLinks.resolved(refunds, identityLinks, LandedOrders.CONTRACT)
        .select(
            Refunds.REFUND_ID.is(LandedRows.position()),
            Refunds.USER_ID.is(LandedOrders.USER_ID.col()),
            Refunds.REFUNDED_AT.is(LandedOrders.ORDERED_AT.col()),
            Refunds.DAY.is(LandedRows.DAY.col()),
            Refunds.PRODUCT_ID.is(LandedOrders.PRODUCT_ID.col()),
            Refunds.QUANTITY.is(LandedOrders.QUANTITY.col()),
            Refunds.AMOUNT_MINOR.is(LandedOrders.AMOUNT_MINOR.col()),
            Refunds.IS_FAULT.is(lit(false)),
            Refunds.REASON.isNull(),
            Refunds.ORDER_ID.is(LandedOrders.REFUNDED_ORDER_ID.col()));
  }

  private static Dataset<Row> ofRefunds(Dataset<Row> landedRefunds, Dataset<Row> identityLinks) {
    Dataset<Row> refunds = landedRefunds.where(LandedRefunds.AMOUNT_MINOR.col().gt(0));
    return IdentityLinks.resolved(refunds, identityLinks, LandedRefunds.CONTRACT)
        .select(
            Refunds.REFUND_ID.is(coalesce(LandedRefunds.REFUND_ID.col(), LandedRows.position())),
            Refunds.USER_ID.is(LandedRefunds.USER_ID.col()),
            Refunds.REFUNDED_AT.is(LandedRefunds.REFUNDED_AT.col()),
            Refunds.DAY.is(LandedRows.DAY.col()),
            Refunds.PRODUCT_ID.is(LandedRefunds.PRODUCT_ID.col()),
            Refunds.QUANTITY.is(LandedRefunds.QUANTITY.col()),
            Refunds.AMOUNT_MINOR.is(LandedRefunds.AMOUNT_MINOR.col()),
            Refunds.IS_FAULT.is(LandedRefunds.IS_FAULT.col()),
            Refunds.REASON.is(LandedRefunds.REASON.col()),
            Refunds.ORDER_ID.is(LandedRefunds.ORDER_ID.col()));
  }

  private RefundRequests() {}
}
