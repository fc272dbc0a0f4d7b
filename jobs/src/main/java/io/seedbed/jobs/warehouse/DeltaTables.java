package io.seedbed.jobs.warehouse;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaTable;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads and writes declared tables as Delta. A table partitioned by run date has that date
 * replaced, any other is replaced whole; either way the versions before stay readable.
 */
public final class DeltaTables {

  /** The partition column that a run replaces its own date of. */
  private static final String RUN_DATE = "run_date";

  private final SparkSession session;
  private final Warehouse warehouse;
  private final Map<Version, TableFiles> listed = new HashMap<>();

  private record Version(String table, long version) {}

  public DeltaTables(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  /**
   * Replaces what a run date has in a table, and lets go of run dates that are not kept any longer.
   *
   * @param kept which run dates stay
   * @param commit names the commit apart from any other, so that the version found is our own
   */
  public Written replace(
      Table table, Dataset<Row> rows, LocalDate runDate, KeptDates kept, String commit) {
    DataFrameWriter<Row> writer = writer(table, rows, commit).mode(SaveMode.Overwrite);
    if (isByRunDate(table)) {
      writer
          .option(
              "replaceWhere",
              "%s = DATE '%s' OR %s".formatted(RUN_DATE, runDate, kept.isLetGo(RUN_DATE)))
          .option("mergeSchema", "true");
    } else {
      writer.option("overwriteSchema", "true");
    }
    return save(writer, warehouse.table(table), commit);
  }

  /**
   * Replaces days of a table that is clustered by day, and its rows without a day. In a large table
   * rows of these days are marked as gone where they lie, so that no file is written again for the
   * sake of a few of its rows; a small one is written again, which takes half the queries. What is
   * written is sorted by day and cut into files of some days each: the least and the greatest day
   * of a file tell whoever looks for a few days which files to open.
   *
   * @param days all days for the whole table
   * @param commit as of {@link #replace}
   * @return the version written
   */
  public long replaceDays(
      Table table, Dataset<Row> rows, Days days, FileSizes sizes, String commit) {
    Column day = table.clustering().orElseThrow().col();
    Optional<Long> before = days.isAll() ? Optional.empty() : Optional.of(newestVersion(table));
    boolean isMarked =
        before.filter(v -> files(table, v).bytes() >= sizes.markedFromBytes()).isPresent();
    Dataset<Row> written =
        before
            .filter(version -> !isMarked)
            .map(version -> rows.unionByName(kept(table, version, days)))
            .orElse(rows);
    DataFrameWriter<Row> writer =
        writer(table, written.sortWithinPartitions(day), commit)
            .mode(SaveMode.Overwrite)
            .option("maxRecordsPerFile", sizes.rowsPerFile());
    if (isMarked) {
      writer.option("replaceWhere", isReplaced(table, days));
    } else {
      writer.option("overwriteSchema", "true");
    }
    return save(writer, warehouse.table(table), commit).version();
  }

  private Dataset<Row> kept(Table table, long version, Days replaced) {
    Column day = table.clustering().orElseThrow().col();
    return read(table, version, files(table, version), Optional.empty())
        .where(day.isNotNull().and(not(replaced.include(day))));
  }

  /** Dates of our own, so nothing can be injected; the writer takes text only. */
  private static String isReplaced(Table table, Days days) {
    String day = table.clustering().orElseThrow().name();
    String isUndated = day + " IS NULL";
    return days.listed().isEmpty()
        ? isUndated
        : days.listed().stream()
            .map("DATE '%s'"::formatted)
            .collect(Collectors.joining(", ", day + " IN (", ") OR " + isUndated));
  }

  /**
   * Takes a table back to a version, where it has another: what a run wrote that was never
   * published must not be built on.
   */
  public void returnTo(Table table, long version) {
    if (newestVersion(table) != version) {
      DeltaTable.forPath(session, warehouse.table(table).toString()).restoreToVersion(version);
    }
  }

  /** Puts small files of a table together; the rows stay what they are. */
  public long compact(Table table) {
    DeltaTable.forPath(session, warehouse.table(table).toString()).optimize().executeCompaction();
    return newestVersion(table);
  }

  /** Deletes files that no version of the last days refers to. */
  public void vacuum(Table table, int historyDays) {
    DeltaTable.forPath(session, warehouse.table(table).toString())
        .vacuum((double) Duration.ofDays(historyDays).toHours());
  }

  private long newestVersion(Table table) {
    return Written.newestVersion(warehouse.files(), warehouse.table(table));
  }

  /** Adds rows to a table kept at a path. */
  public Written append(Table table, Path path, Dataset<Row> rows, String commit) {
    DataFrameWriter<Row> writer = writer(table, rows, commit).mode(SaveMode.Append);
    return save(writer.option("mergeSchema", "true"), path, commit);
  }

  /** The rows that a run date has in one version of a table. */
  public Dataset<Row> read(Table table, long version, LocalDate runDate) {
    TableFiles files = files(table, version);
    return isByRunDate(table)
        ? read(table, version, files.where(RUN_DATE, runDate.toString()), Optional.of(runDate))
        : read(table, version, files, Optional.empty());
  }

  private Dataset<Row> read(
      Table table, long version, TableFiles files, Optional<LocalDate> runDate) {
    if (files.files().isEmpty()) {
      return empty(table);
    }
    boolean isPartitionedOtherwise = table.partition().isPresent() && runDate.isEmpty();
    return files.arePlain(table) && !isPartitionedOtherwise
        ? readFiles(table, files, runDate)
        : readVersion(table, version, runDate);
  }

  private TableFiles files(Table table, long version) {
    return listed.computeIfAbsent(
        new Version(table.name(), version),
        any ->
            TableFiles.at(
                session.sparkContext().hadoopConfiguration(), warehouse.table(table), version));
  }

  /** Plain Parquet, as the files hold the rows of the version and no others. */
  private Dataset<Row> readFiles(Table table, TableFiles files, Optional<LocalDate> runDate) {
    StructType inFiles =
        new StructType(
            Stream.of(table.schema().fields())
                .filter(field -> runDate.isEmpty() || !field.name().equals(RUN_DATE))
                .toArray(StructField[]::new));
    Dataset<Row> rows = session.read().schema(inFiles).parquet(files.paths());
    return runDate
        .map(date -> rows.withColumn(RUN_DATE, lit(date)).select(table.columns()))
        .orElse(rows);
  }

  private Dataset<Row> readVersion(Table table, long version, Optional<LocalDate> runDate) {
    Dataset<Row> rows =
        session
            .read()
            .format("delta")
            .option("versionAsOf", version)
            .load(warehouse.table(table).toString());
    return runDate
        .map(date -> rows.where(table.partition().orElseThrow().col().equalTo(date)))
        .orElse(rows)
        .select(table.columns());
  }

  /** All rows of the newest version of a table. */
  public Dataset<Row> readAll(Table table) {
    return session.read().format("delta").load(warehouse.table(table).toString());
  }

  /** No rows, in the declared schema. */
  public Dataset<Row> empty(Table table) {
    return session.createDataFrame(List.of(), table.schema());
  }

  private static boolean isByRunDate(Table table) {
    return table.partition().map(Field::name).filter(RUN_DATE::equals).isPresent();
  }

  private static DataFrameWriter<Row> writer(Table table, Dataset<Row> rows, String commit) {
    DataFrameWriter<Row> writer =
        Conformed.to(table, rows).write().format("delta").option("userMetadata", commit);
    table
        .clustering()
        .ifPresentOrElse(
            day ->
                writer
                    .option("delta.dataSkippingStatsColumns", day.name())
                    .option("delta.enableDeletionVectors", "true"),
            // Minima and maxima cost more to collect than they save: such tables are read whole or
            // by partition.
            () -> writer.option("delta.dataSkippingNumIndexedCols", "0"));
    table.partition().map(Field::name).ifPresent(writer::partitionBy);
    return writer;
  }

  private Written save(DataFrameWriter<Row> writer, Path path, String commit) {
    writer.save(path.toString());
    return Written.find(warehouse.files(), path, commit);
  }
}
