package io.seedbed.notebooks.star;

import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per order line known as of the run date. */
public final class FactOrderLines {

  public static final Table TABLE =
      OrderLines.TABLE.as(
          "fact_order_lines", "One row per order line known as of the run date", "每行一条截至运行日的订单行");

  /** The rows of {@link OrderLines} that exist for the run date. */
  public static Dataset<Row> from(Dataset<Row> orderLines, RunDate runDate) {
    return orderLines.where(runDate.isKnown(OrderLines.ORDERED_AT.col())).select(TABLE.columns());
  }

  private FactOrderLines() {}
}
