package io.seedbed.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.decode;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.source.RawRows;
import io.seedbed.features.table.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads files of one layout into raw rows, each with its file, its row number and its faults. */
final class RawFiles {

  /** What Spark calls the one column of a text or binary-as-text file. */
  private static final String LINE = "value";

  private static final Field PATH = Field.text("_seedbed_path", "File as Spark names it", "路径");
  private static final Field BLOCK =
      Field.count("_seedbed_block", "bytes", "Where the block starts", "块起点");
  private static final Field ORDER =
      Field.count("_seedbed_order", "", "Rises with the rows of a block", "读取次序");
  private static final String CORRUPT = "_seedbed_corrupt";
  private static final String FILE_DAY = "file_day";
  private static final String REPLACEMENT = "\ufffd";

  private final SparkSession session;
  private final Layout layout;
  private final List<SourceFile> files;

  RawFiles(SparkSession session, Layout layout, List<SourceFile> files) {
    this.session = session;
    this.layout = layout;
    this.files = files;
  }

  /** CSV whose files all have these columns. Bytes that are not the charset come as U+FFFD. */
  Dataset<Row> csv(List<String> columns) {
    List<String> withCorrupt = Stream.concat(columns.stream(), Stream.of(CORRUPT)).toList();
    Dataset<Row> rows =
        session
            .read()
            .schema(strings(withCorrupt))
            .option("sep", String.valueOf(layout.separatorChar()))
            .option("encoding", layout.encoding().name())
            .option("header", layout.hasHeader())
            .option("multiLine", layout.isMultiLine())
            .option("quote", "\"")
            .option("escape", "\"")
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", CORRUPT)
            .csv(paths());
    Column whole = concat_ws("", withCorrupt.stream().map(RawRows::column).toArray(Column[]::new));
    Column problem =
        when(whole.contains(REPLACEMENT), "unreadable_text")
            .when(col(CORRUPT).isNotNull(), "corrupt_row");
    Dataset<Row> judged =
        placed(rows)
            .withColumn(RawRows.PROBLEM.name(), problem)
            .withColumn(
                RawRows.PROBLEM_VALUE.name(),
                when(problem.isNotNull(), coalesce(col(CORRUPT), joined(columns))))
            .drop(CORRUPT);
    return numbered(judged, layout.hasHeader() ? 1 : 0);
  }

  /** JSON objects, one a line, of which the given keys are read, scalars as their text. */
  Dataset<Row> jsonLines(List<String> keys) {
    StructType schema = strings(Stream.concat(keys.stream(), Stream.of(CORRUPT)).toList());
    Map<String, String> options =
        Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", CORRUPT);
    Column line = col(LINE);
    Column object = from_json(make_valid_utf8(line), schema, options);
    Column problem =
        when(not(is_valid_utf8(line)), "unreadable_text")
            .when(object.isNull().or(object.getField(CORRUPT).isNotNull()), "corrupt_row");
    return lines(line, problem, keys.stream().map(key -> object.getField(key).as(key)).toList());
  }

  /** Lines of text, of which each named group of the pattern is a column. */
  Dataset<Row> textLines() {
    String pattern = layout.linePattern();
    boolean isUtf8 = layout.encoding().equals(StandardCharsets.UTF_8);
    Column bytes = col(LINE);
    Column line =
        isUtf8
            ? make_valid_utf8(bytes)
            : decode(bytes.cast(DataTypes.BinaryType), layout.encoding().name());
    Column isUnreadable = isUtf8 ? not(is_valid_utf8(bytes)) : line.contains(REPLACEMENT);
    Column problem =
        when(isUnreadable, "unreadable_text").when(not(line.rlike(pattern)), "unmatched_line");
    List<Column> groups = new ArrayList<>();
    for (String group : layout.patternGroups()) {
      groups.add(regexp_extract(line, pattern, groups.size() + 1).as(group));
    }
    return lines(line, problem, groups);
  }

  /** Parquet, every column of the type it has; its rows are numbered where they are read. */
  Dataset<Row> parquet() {
    Dataset<Row> rows = session.read().option("mergeSchema", true).parquet(paths());
    List<Column> columns = new ArrayList<>();
    for (String column : rows.columns()) {
      columns.add(RawRows.column(column));
    }
    columns.add(RawRows.ROW.is(col("_metadata.row_index").plus(1)));
    columns.add(PATH.is(col("_metadata.file_path")));
    return named(rows.select(columns.toArray(Column[]::new)))
        .withColumn(RawRows.PROBLEM.name(), RawRows.PROBLEM.isNull())
        .withColumn(RawRows.PROBLEM_VALUE.name(), RawRows.PROBLEM_VALUE.isNull());
  }

  /** Blank lines are numbered, so that a position is a line number, and then left out. */
  private Dataset<Row> lines(Column line, Column problem, List<Column> columns) {
    Dataset<Row> lines = numbered(placed(session.read().text(paths())), 0);
    List<Column> selected = new ArrayList<>(columns);
    selected.add(RawRows.FILE.col());
    selected.add(RawRows.ROW.col());
    selected.add(RawRows.PROBLEM.is(problem));
    selected.add(RawRows.PROBLEM_VALUE.is(when(problem.isNotNull(), line)));
    if (hasDays()) {
      selected.add(col(FILE_DAY));
    }
    return lines.where(length(trim(col(LINE))).gt(0)).select(selected.toArray(Column[]::new));
  }

  private static Dataset<Row> placed(Dataset<Row> rows) {
    return rows.withColumn(PATH.name(), col("_metadata.file_path"))
        .withColumn(BLOCK.name(), col("_metadata.file_block_start"))
        .withColumn(ORDER.name(), monotonically_increasing_id());
  }

  /**
   * Numbers the rows of each file. Within a block rows are read in order by one task, so the block
   * and the rising id sort them whatever the number of tasks and splits. The price is one shuffle
   * and one task a file, which sorts it: deliveries of many files number in parallel, a single file
   * of many gigabytes does not and is better delivered in parts or as Parquet, which knows its row
   * numbers.
   */
  private Dataset<Row> numbered(Dataset<Row> placed, int rowsBefore) {
    Column row =
        row_number()
            .over(Window.partitionBy(PATH.col()).orderBy(BLOCK.col(), ORDER.col()))
            .plus(rowsBefore);
    return named(placed.withColumn(RawRows.ROW.name(), RawRows.ROW.is(row)))
        .drop(BLOCK.name(), ORDER.name());
  }

  private Dataset<Row> named(Dataset<Row> rows) {
    List<FileDay> days = FileDay.of(files, layout);
    List<Row> names = new ArrayList<>();
    for (FileDay day : days) {
      for (String path : day.file().metadataPaths()) {
        names.add(RowFactory.create(path, day.file().name(), day.day()));
      }
    }
    StructType schema = strings(List.of(PATH.name(), RawRows.FILE.name(), FILE_DAY));
    Dataset<Row> named =
        rows.join(
                broadcast(session.createDataFrame(names, schema)),
                new String[] {PATH.name()},
                "left")
            .drop(PATH.name());
    return hasDays() ? named : named.drop(FILE_DAY);
  }

  private boolean hasDays() {
    return layout.dayPattern().isPresent() || layout.consecutiveDaysEnding().isPresent();
  }

  private String[] paths() {
    return files.stream().map(file -> file.path().toString()).toArray(String[]::new);
  }

  private Column joined(List<String> columns) {
    return concat_ws(
        String.valueOf(layout.separatorChar()),
        columns.stream().map(RawRows::column).toArray(Column[]::new));
  }

  private static StructType strings(List<String> columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    return schema;
  }
}
