package io.seedbed.notebooks.star;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per product that an order line or a refund names, as of the run date. Its category is the
 * one its latest line gives.
 */
public final class DimProduct {

  public static final Field PRODUCT_ID = Field.text("product_id", "Product", "商品编号");
  public static final Field CATEGORY =
      Field.text("category", "Product category, as the latest line has it", "商品类目（以最近一行为准）")
          .orNull();
  public static final Field FIRST_SOLD_DAY =
      Field.date("first_sold_day", "First day with a purchase line", "首次售出日").orNull();
  public static final Field LAST_SOLD_DAY =
      Field.date("last_sold_day", "Last day with a purchase line", "最近售出日").orNull();

  public static final Table TABLE =
      Table.named("dim_product", "One row per product that a line or a refund names", "每行一个商品")
          .with(PRODUCT_ID, CATEGORY, FIRST_SOLD_DAY, LAST_SOLD_DAY)
          .keyedBy(PRODUCT_ID);

  private static final String PURCHASE = "purchase";

  /** Products of all lines and refunds known as of the run date. */
  public static Dataset<Row> from(Dataset<Row> orderLines, Dataset<Row> refunds, RunDate runDate) {
    Column soldOn = when(OrderLines.KIND.col().equalTo(PURCHASE), OrderLines.DAY.col());
    Column recency =
        when(
            OrderLines.CATEGORY.col().isNotNull(),
            struct(OrderLines.ORDERED_AT.col(), OrderLines.LINE_ID.col()));
    Dataset<Row> sold =
        orderLines
            .where(
                runDate
                    .isKnown(OrderLines.ORDERED_AT.col())
                    .and(OrderLines.PRODUCT_ID.col().isNotNull()))
            .groupBy(OrderLines.PRODUCT_ID.col())
            .agg(
                CATEGORY.is(max_by(OrderLines.CATEGORY.col(), recency)),
                FIRST_SOLD_DAY.is(min(soldOn)),
                LAST_SOLD_DAY.is(max(soldOn)));
    Dataset<Row> returned =
        refunds
            .where(
                runDate
                    .isKnown(Refunds.REFUNDED_AT.col())
                    .and(Refunds.PRODUCT_ID.col().isNotNull()))
            .select(PRODUCT_ID.is(Refunds.PRODUCT_ID.col()))
            .distinct();
    return sold.join(returned, new String[] {PRODUCT_ID.name()}, "full").select(TABLE.columns());
  }

  private DimProduct() {}
}
