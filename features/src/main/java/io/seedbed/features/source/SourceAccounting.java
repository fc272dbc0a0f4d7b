package io.seedbed.features.source;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per source and kind of row, and one of kind 'all' per source: read = accepted + rejected
 * + duplicates.
 */
public final class SourceAccounting {

  /** The kind of the row that sums a source up. */
  public static final String ALL = "all";

  public static final Field SOURCE = Field.text("source", "Source", "来源");
  public static final Field KIND =
      Field.text("kind", "Kind of row; 'all' for the whole source", "行类型，all 为合计");
  public static final Field READ = Field.count("read_rows", "rows", "Rows read", "读取行数");
  public static final Field ACCEPTED =
      Field.count("accepted_rows", "rows", "Rows accepted", "接收行数");
  public static final Field REJECTED =
      Field.count("rejected_rows", "rows", "Rows rejected", "拒收行数");
  public static final Field DUPLICATES =
      Field.count("duplicate_rows", "rows", "Valid rows that repeat another", "重复行数");
  public static final Field ANONYMOUS =
      Field.count("anonymous_rows", "rows", "Rows read without a customer", "无客户行数");

  public static final Table TABLE =
      Table.named("source_accounting", "One row per source and kind of row", "每行一个来源与行类型")
          .with(SOURCE, KIND, READ, ACCEPTED, REJECTED, DUPLICATES, ANONYMOUS)
          .keyedBy(SOURCE, KIND);

  /** Adds up the days of all sources. */
  public static Dataset<Row> from(Dataset<Row> sourceDays) {
    return added(sourceDays.withColumn(KIND.name(), SourceDays.KIND.col()))
        .unionByName(added(sourceDays.withColumn(KIND.name(), lit(ALL))))
        .select(TABLE.columns());
  }

  private static Dataset<Row> added(Dataset<Row> sourceDays) {
    return sourceDays
        .groupBy(SourceDays.SOURCE.col(), KIND.col())
        .agg(
            READ.is(sum(READ.col())),
            ACCEPTED.is(sum(ACCEPTED.col())),
            REJECTED.is(sum(REJECTED.col())),
            DUPLICATES.is(sum(DUPLICATES.col())),
            ANONYMOUS.is(sum(ANONYMOUS.col())));
  }

  private SourceAccounting() {}
}
