package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per source row that could not be used: where it stands, why, and the value that was
 * wrong.
 */
public final class RejectedRows {

  public static final Field SOURCE = LandedRows.SOURCE;
  public static final Field POSITION = LandedRows.POSITION;
  public static final Field REASON = Field.text("reason", "Reason code", "拒收原因");
  public static final Field OFFENDING_VALUE =
      Field.text("offending_value", "Value that was wrong", "问题值").orNull();

  public static final Field DAY =
      Field.date("day", "Business day, of the event or in the file's name; null for neither", "业务日")
          .orNull();

  public static final Table TABLE =
      Table.named("rejected_rows", "One row per source row that could not be used", "每行一条被拒收的来源行")
          .with(SOURCE, POSITION, REASON, OFFENDING_VALUE, DAY)
          .keyedBy(SOURCE, POSITION)
          .clusteredBy(DAY);

  /**
   * The refused rows of all sources' landed tables.
   *
   * @param days the business days to look at; rows without one are always among them
   */
  public static Dataset<Row> from(Map<SourceContract, Dataset<Row>> landed, Days days) {
    return LandedRows.together(landed)
        .where(LandedRows.areOf(days))
        .where(LandedRows.STATUS.col().equalTo(LandedRows.REJECTED))
        .select(
            SOURCE.col(),
            POSITION.col(),
            REASON.is(LandedRows.REASON.col()),
            OFFENDING_VALUE.is(LandedRows.OFFENDING_VALUE.col()),
            DAY.is(LandedRows.DAY.col()));
  }

  private RejectedRows() {}
}
