package io.seedbed.notebooks.star;

import io.seedbed.features.facts.Refunds;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per refund line known as of the run date. */
public final class FactRefunds {

  public static final Table TABLE =
      Refunds.TABLE.as(
          "fact_refunds", "One row per refund line known as of the run date", "每行一条截至运行日的退款");

  /** The rows of {@link Refunds} that exist for the run date. */
  public static Dataset<Row> from(Dataset<Row> refunds, RunDate runDate) {
    return refunds.where(runDate.isKnown(Refunds.REFUNDED_AT.col())).select(TABLE.columns());
  }

  private FactRefunds() {}
}
