package io.seedbed.features.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per source, kind of row and business day: read = accepted + rejected + duplicates. Rows
 * without a day are counted together.
 */
public final class SourceDays {

  /** The kind of rows of which nothing could be read. */
  public static final String UNREADABLE = "unreadable";

  public static final Field SOURCE = SourceAccounting.SOURCE;
  public static final Field KIND = Field.text("kind", "Kind of row", "行类型");
  public static final Field DAY = LandedRows.DAY;

  public static final Table TABLE =
      Table.named(
              "source_days", "One row per source, kind of row and business day", "每行一个来源、行类型与业务日")
          .with(
              SOURCE,
              KIND,
              DAY,
              SourceAccounting.READ,
              SourceAccounting.ACCEPTED,
              SourceAccounting.REJECTED,
              SourceAccounting.DUPLICATES,
              SourceAccounting.ANONYMOUS)
          .keyedBy(SOURCE, KIND, DAY)
          .clusteredBy(DAY);

  /**
   * Counts the rows of all sources' landed tables by what became of them.
   *
   * @param days the business days to count; rows without one are always counted
   */
  public static Dataset<Row> from(Map<SourceContract, Dataset<Row>> landed, Days days) {
    return LandedRows.together(landed)
        .where(LandedRows.areOf(days))
        .groupBy(
            LandedRows.SOURCE.col(),
            KIND.is(coalesce(LandedRows.KIND.col(), lit(UNREADABLE))),
            DAY.col())
        .agg(
            SourceAccounting.READ.is(count(lit(1))),
            SourceAccounting.ACCEPTED.is(count_if(has(LandedRows.ACCEPTED))),
            SourceAccounting.REJECTED.is(count_if(has(LandedRows.REJECTED))),
            SourceAccounting.DUPLICATES.is(count_if(has(LandedRows.DUPLICATE))),
            SourceAccounting.ANONYMOUS.is(count_if(LandedRows.IS_ANONYMOUS.col())))
        .select(TABLE.columns());
  }

  private static Column has(String status) {
    return LandedRows.STATUS.col().equalTo(status);
  }

  private SourceDays() {}
}
