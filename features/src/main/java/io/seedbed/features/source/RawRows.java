package io.seedbed.features.source;

import static org.apache.spark.sql.functions.date_format;

import io.seedbed.features.table.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per row of a source's files as it was read: every column of the files under its own name,
 * as STRING or as the type the files have, and beside them where the row stands and whether it
 * could be read at all.
 */
public final class RawRows {

  public static final Field FILE =
      Field.text("_seedbed_file", "File, below the folder it was asked for in", "来源文件");
  public static final Field ROW =
      Field.count("_seedbed_row", "rows", "Row in the file, from 1; a header is row 1", "文件内行号");
  public static final Field PROBLEM =
      Field.text("_seedbed_problem", "Why the row could not be read", "无法读取的原因")
          .oneOf("corrupt_row", "unmatched_line", "unreadable_text")
          .orNull();
  public static final Field PROBLEM_VALUE =
      Field.text("_seedbed_problem_value", "The row that could not be read", "无法读取的原文").orNull();

  private static final Set<String> BOOKKEEPING =
      Stream.of(FILE, ROW, PROBLEM, PROBLEM_VALUE)
          .map(Field::name)
          .collect(Collectors.toUnmodifiableSet());

  /** The names of the columns that come from the files, in order. */
  public static List<String> columnsOf(Dataset<Row> rawRows) {
    return Stream.of(rawRows.columns()).filter(name -> !BOOKKEEPING.contains(name)).toList();
  }

  /** A column of the files by its name, whatever characters are in it. */
  public static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** Whether a row could be read at all. */
  static Column isReadable() {
    return PROBLEM.col().isNull();
  }

  /** A value of the files as text; an instant as ISO 8601 with its offset. */
  static Column text(Column value, DataType type) {
    return type.equals(DataTypes.TimestampType)
        ? date_format(value, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
        : value.cast(DataTypes.StringType);
  }

  private RawRows() {}
}
