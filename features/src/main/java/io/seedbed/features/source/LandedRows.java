package io.seedbed.features.source;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the landed tables share: one row per row of the source, read once, with what became of it.
 * Facts, rejected rows and the accounting are all read off these tables, so that they cannot
 * disagree. They lie together by day, and keep what it takes to judge a row again when another file
 * brings it once more.
 */
public final class LandedRows {

  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";
  public static final String DUPLICATE = "duplicate";

  public static final Field FILE =
      Field.text("source_file", "File, below the folder it was asked for in", "来源文件");
  public static final Field ROW =
      Field.count("source_row", "rows", "Row in the file, from 1; a header is row 1", "文件内行号");
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
  public static final Field DAY =
      Field.date(
              "day",
              "Business day of the event; of an accepted order line that its order was paid on;"
                  + " where no time could be read, that in the file's name",
              "业务日；有效订单行为订单付款日；时间不可读时取文件名中的日期")
          .orNull();
  public static final Field ENTITY_HASH =
      Field.of(
              "entity_hash",
              DataTypes.LongType,
              "xxHash64 of what may be sent again: the order, else the key, else the row; null"
                  + " where rejected",
              "可能重发之物（订单、主键或整行）的哈希，拒收行为空")
          .orNull();
  public static final Field ROW_DIGEST =
      Field.text("row_digest", "SHA-256 of all columns of a row without a key", "无主键行全部列的摘要")
          .orNull();

  /** Columns of the landed rows of all sources {@link #together}, stored with none of them. */
  static final Field SOURCE = Field.text("source", "Source", "来源");

  static final Field POSITION = Field.text("position", "File and row number", "文件与行号");

  private static final List<Field> SHARED =
      List.of(
          FILE,
          ROW,
          STATUS,
          REASON,
          OFFENDING_VALUE,
          KIND,
          IS_ANONYMOUS,
          DAY,
          ENTITY_HASH,
          ROW_DIGEST);

  /** The landed table of a contract: the shared columns and those it stores. */
  static Table table(SourceContract contract, String english, String chinese, Field... stored) {
    return Table.named("landed_" + contract.name(), english, chinese)
        .with(
            Stream.concat(SHARED.stream(), Stream.of(stored).map(Field::orNull))
                .toArray(Field[]::new))
        .keyedBy(FILE, ROW)
        .clusteredBy(DAY);
  }

  /** The accepted rows of a landed table. */
  public static Dataset<Row> accepted(Dataset<Row> landed) {
    return landed.where(STATUS.col().equalTo(ACCEPTED));
  }

  /** Whether a row stands on one of some days or on none at all. */
  static Column areOf(Days days) {
    return days.include(DAY.col()).or(DAY.col().isNull());
  }

  /** What every landed table holds of a row beside what it says. */
  public static List<Field> shared() {
    return SHARED;
  }

  /** What says how a row came in and not what it says. */
  public static List<Field> bookkeeping() {
    return List.of(FILE, ROW, STATUS, ENTITY_HASH, ROW_DIGEST);
  }

  /** Where a row stands, as one text: what names a row that has no id. */
  public static Column position() {
    return concat(FILE.col(), lit(":"), ROW.col());
  }

  /** The columns of all sources' landed rows that they share, one below the other. */
  static Dataset<Row> together(Map<SourceContract, Dataset<Row>> landed) {
    return landed.entrySet().stream()
        .map(source -> shared(source.getKey(), source.getValue()))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private static Dataset<Row> shared(SourceContract contract, Dataset<Row> landed) {
    return landed.select(
        SOURCE.is(lit(contract.name())),
        POSITION.is(position()),
        STATUS.col(),
        REASON.col(),
        OFFENDING_VALUE.col(),
        KIND.col(),
        IS_ANONYMOUS.col(),
        DAY.col());
  }

  private LandedRows() {}
}
