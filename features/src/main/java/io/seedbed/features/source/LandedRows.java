package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the landed tables share: one row per row of the source, read once, with what became of it.
 * Facts, rejected rows and the accounting are all read off these tables, so that they cannot
 * disagree.
 */
public final class LandedRows {

  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";
  public static final String DUPLICATE = "duplicate";

  public static final Field SOURCE = Field.text("source", "Source", "来源");
  public static final Field POSITION = Field.text("position", "File and row number", "文件与行号");
  public static final Field STATUS =
      Field.text("row_status", "What became of the row", "处理结果")
          .oneOf(ACCEPTED, REJECTED, DUPLICATE);
  public static final Field REASON =
      Field.text("rejection_reason", "Reason code of a rejected row", "拒收原因").orNull();
  public static final Field OFFENDING_VALUE =
      Field.text("offending_value", "Input and value that was wrong", "问题值").orNull();
  public static final Field KIND =
      Field.text("kind", "What the row is; null where it could not be read", "行类型").orNull();
  public static final Field IS_ANONYMOUS =
      Field.flag("is_anonymous", "Whether a readable row names no customer", "是否匿名");

  /** The landed table of a contract: the shared columns and those it stores. */
  static Table table(SourceContract contract, String english, String chinese, Field... stored) {
    return Table.named("landed_" + contract.name(), english, chinese)
        .with(
            Stream.concat(
                    Stream.of(
                        SOURCE, POSITION, STATUS, REASON, OFFENDING_VALUE, KIND, IS_ANONYMOUS),
                    Stream.of(stored).map(Field::orNull))
                .toArray(Field[]::new))
        .keyedBy(POSITION);
  }

  /** The accepted rows of a landed table. */
  public static Dataset<Row> accepted(Dataset<Row> landed) {
    return landed.where(STATUS.col().equalTo(ACCEPTED));
  }

  /** The columns of all sources' landed rows that they share, one below the other. */
  static Dataset<Row> together(List<Dataset<Row>> landed) {
    Column[] shared =
        Stream.of(SOURCE, POSITION, STATUS, REASON, OFFENDING_VALUE, KIND, IS_ANONYMOUS)
            .map(Field::col)
            .toArray(Column[]::new);
    return landed.stream()
        .map(rows -> rows.select(shared))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private LandedRows() {}
}
