package io.seedbed.features.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per source and kind of row, and one of kind 'all' per source: read = accepted + rejected
 * + duplicates.
 */
public final class SourceAccounting {

  /** The kind of the row that sums a source up. */
  public static final String ALL = "all";

  /** The kind of rows of which nothing could be read. */
  public static final String UNREADABLE = "unreadable";

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

  /** Counts the rows of all sources' landed tables by what became of them. */
  public static Dataset<Row> from(List<Dataset<Row>> landed) {
    Dataset<Row> rows = LandedRows.together(landed);
    Column kind = coalesce(LandedRows.KIND.col(), lit(UNREADABLE));
    return counted(rows.withColumn(KIND.name(), kind))
        .unionByName(counted(rows.withColumn(KIND.name(), lit(ALL))))
        .select(TABLE.columns());
  }

  private static Dataset<Row> counted(Dataset<Row> rows) {
    return rows.groupBy(LandedRows.SOURCE.col(), KIND.col())
        .agg(
            READ.is(count(lit(1))),
            ACCEPTED.is(count_if(has(LandedRows.ACCEPTED))),
            REJECTED.is(count_if(has(LandedRows.REJECTED))),
            DUPLICATES.is(count_if(has(LandedRows.DUPLICATE))),
            ANONYMOUS.is(count_if(LandedRows.IS_ANONYMOUS.col())));
  }

  private static Column has(String status) {
    return LandedRows.STATUS.col().equalTo(status);
  }

  private SourceAccounting() {}
}
