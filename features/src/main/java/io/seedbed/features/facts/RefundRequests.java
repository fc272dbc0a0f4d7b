package io.seedbed.features.facts;

import io.seedbed.features.table.Table;

/** One row per accepted refund line as its source has it, before its order is looked for. */
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

  private RefundRequests() {}
}
