package io.seedbed.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.decode;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.source.RawRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Reads files that are tables or lines into raw rows, each with its place and its faults. */
record RawFiles(PlacedFiles files) {

  private static final String CORRUPT = "_seedbed_corrupt";
  private static final String REPLACEMENT = "\ufffd";

  /** CSV whose files all have these columns. Bytes that are not the charset come as U+FFFD. */
  Dataset<Row> csv(List<String> columns) {
    List<String> withCorrupt = Stream.concat(columns.stream(), Stream.of(CORRUPT)).toList();
    Dataset<Row> rows =
        files
            .session()
            .read()
            .schema(PlacedFiles.strings(withCorrupt))
            .option("sep", String.valueOf(files.layout().separatorChar()))
            .option("encoding", files.layout().encoding().name())
            .option("header", files.layout().hasHeader())
            .option("multiLine", files.layout().isMultiLine())
            .option("quote", "\"")
            .option("escape", "\"")
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", CORRUPT)
            .csv(files.paths());
    Column whole = concat_ws("", withCorrupt.stream().map(RawRows::column).toArray(Column[]::new));
    Column problem =
        when(whole.contains(REPLACEMENT), "unreadable_text")
            .when(col(CORRUPT).isNotNull(), "corrupt_row");
    Dataset<Row> judged =
        files
            .placed(rows)
            .withColumn(RawRows.PROBLEM.name(), problem)
            .withColumn(
                RawRows.PROBLEM_VALUE.name(),
                when(problem.isNotNull(), coalesce(col(CORRUPT), joined(columns))))
            .drop(CORRUPT);
    return files.numbered(judged, files.layout().hasHeader() ? 1 : 0, List.of());
  }

  /** Lines of text, of which each named group of the pattern is a column. */
  Dataset<Row> textLines() {
    String pattern = files.layout().linePattern();
    boolean isUtf8 = files.layout().encoding().equals(StandardCharsets.UTF_8);
    Column bytes = col(PlacedFiles.LINE);
    Column line =
        isUtf8
            ? make_valid_utf8(bytes)
            : decode(bytes.cast(DataTypes.BinaryType), files.layout().encoding().name());
    Column isUnreadable = isUtf8 ? not(is_valid_utf8(bytes)) : line.contains(REPLACEMENT);
    Column problem =
        when(isUnreadable, "unreadable_text").when(not(line.rlike(pattern)), "unmatched_line");
    List<Column> groups = new ArrayList<>();
    for (String group : files.layout().patternGroups()) {
      groups.add(regexp_extract(line, pattern, groups.size() + 1).as(group));
    }
    return files.rowPerLine(line, problem, groups);
  }

  /** Parquet, every column of the type it has; its rows are numbered where they are read. */
  Dataset<Row> parquet() {
    Dataset<Row> rows = files.session().read().option("mergeSchema", true).parquet(files.paths());
    return files
        .numberedByFile(rows)
        .withColumn(RawRows.PROBLEM.name(), RawRows.PROBLEM.isNull())
        .withColumn(RawRows.PROBLEM_VALUE.name(), RawRows.PROBLEM_VALUE.isNull());
  }

  private Column joined(List<String> columns) {
    return concat_ws(
        String.valueOf(files.layout().separatorChar()),
        columns.stream().map(RawRows::column).toArray(Column[]::new));
  }
}
