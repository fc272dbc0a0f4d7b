package io.seedbed.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.source.RawRows;
import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Files of one layout, and where each row that is read of them stands. */
record PlacedFiles(SparkSession session, Layout layout, List<SourceFile> files) {

  /** What Spark calls the one column of a text file. */
  static final String LINE = "value";

  private static final Field PATH = Field.text("_seedbed_path", "File as Spark names it", "路径");
  private static final Field BLOCK =
      Field.count("_seedbed_block", "bytes", "Where the block starts", "块起点");
  private static final Field ORDER =
      Field.count("_seedbed_order", "", "Rises with the rows of a block", "读取次序");

  String[] paths() {
    return files.stream().map(file -> file.path().toString()).toArray(String[]::new);
  }

  /**
   * One row per line: its columns, its place, and the text of a line that has a problem. Blank
   * lines are numbered, so that a position is a line number, and then left out.
   */
  Dataset<Row> rowPerLine(Column line, Column problem, List<Column> columns) {
    List<Column> selected = new ArrayList<>(columns);
    selected.add(RawRows.FILE.col());
    selected.add(RawRows.ROW.col());
    selected.add(RawRows.PROBLEM.is(problem));
    selected.add(RawRows.PROBLEM_VALUE.is(when(problem.isNotNull(), line)));
    layout.fileColumns().forEach(column -> selected.add(RawRows.column(column)));
    return numbered(lines(), 0, List.of())
        .where(length(trim(col(LINE))).gt(0))
        .select(selected.toArray(Column[]::new));
  }

  /** The lines of the files, in one column {@link #LINE}. */
  Dataset<Row> lines() {
    return placed(session.read().text(paths()));
  }

  /** The whole text of each file, in one column {@link #LINE}. */
  Dataset<Row> wholeTexts() {
    return placed(session.read().option("wholetext", true).text(paths()));
  }

  /** Rows as Spark reads them, with what {@link #numbered} needs to know of their place. */
  Dataset<Row> placed(Dataset<Row> rows) {
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
   *
   * @param within columns that sort rows made of one row as it was read; they are dropped
   */
  Dataset<Row> numbered(Dataset<Row> placed, int rowsBefore, List<String> within) {
    List<String> order =
        Stream.concat(Stream.of(BLOCK.name(), ORDER.name()), within.stream()).toList();
    Column[] inOrder = order.stream().map(RawRows::column).toArray(Column[]::new);
    Column row =
        row_number().over(Window.partitionBy(PATH.col()).orderBy(inOrder)).plus(rowsBefore);
    return named(placed.withColumn(RawRows.ROW.name(), RawRows.ROW.is(row)))
        .drop(order.toArray(String[]::new));
  }

  /** Rows of Parquet, which numbers them itself. */
  Dataset<Row> numberedByFile(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (String column : rows.columns()) {
      columns.add(RawRows.column(column));
    }
    columns.add(RawRows.ROW.is(col("_metadata.row_index").plus(1)));
    columns.add(PATH.is(col("_metadata.file_path")));
    return named(rows.select(columns.toArray(Column[]::new)));
  }

  /** The rows with the names of their files and what those say of them. */
  private Dataset<Row> named(Dataset<Row> rows) {
    List<Row> names = new ArrayList<>();
    for (FileDay day : FileDay.of(files, layout)) {
      List<Object> told = new ArrayList<>();
      told.add(day.file().name());
      if (layout.hasDays()) {
        told.add(day.day());
      }
      told.addAll(PathParts.of(day.file(), layout));
      for (String path : day.file().metadataPaths()) {
        names.add(RowFactory.create(Stream.concat(Stream.of(path), told.stream()).toArray()));
      }
    }
    StructType schema = strings(List.of(PATH.name(), RawRows.FILE.name()));
    for (String column : layout.fileColumns()) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    return rows.join(
            broadcast(session.createDataFrame(names, schema)), new String[] {PATH.name()}, "left")
        .drop(PATH.name());
  }

  /** A schema of columns that are all text. */
  static StructType strings(List<String> columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    return schema;
  }
}
