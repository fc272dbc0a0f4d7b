package io.seedbed.jobs.warehouse;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Reads and writes declared tables as Delta. A table partitioned by run date has that date
 * replaced, any other is replaced whole; either way the versions before stay readable.
 */
public final class DeltaTables {

  /** The partition column that a run replaces its own date of. */
  private static final String RUN_DATE = "run_date";

  private final SparkSession session;
  private final Warehouse warehouse;

  public DeltaTables(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  /**
   * Replaces what a run date has in a table.
   *
   * @param commit names the commit apart from any other, so that the version found is our own
   */
  public Written replace(Table table, Dataset<Row> rows, LocalDate runDate, String commit) {
    DataFrameWriter<Row> writer = writer(table, rows, commit).mode(SaveMode.Overwrite);
    if (isByRunDate(table)) {
      writer
          .option("replaceWhere", "%s = '%s'".formatted(RUN_DATE, runDate))
          .option("mergeSchema", "true");
    } else {
      writer.option("overwriteSchema", "true");
    }
    return save(writer, warehouse.table(table), commit);
  }

  /** Adds rows to a table kept at a path. */
  public Written append(Table table, Path path, Dataset<Row> rows, String commit) {
    return save(writer(table, rows, commit).mode(SaveMode.Append), path, commit);
  }

  /** The rows that a run date has in one version of a table. */
  public Dataset<Row> read(Table table, long version, LocalDate runDate) {
    Dataset<Row> rows =
        session
            .read()
            .format("delta")
            .option("versionAsOf", version)
            .load(warehouse.table(table).toString());
    Dataset<Row> ofDate =
        isByRunDate(table)
            ? rows.where(table.partition().orElseThrow().col().equalTo(runDate))
            : rows;
    return ofDate.select(table.columns());
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
        Conformed.to(table, rows)
            .write()
            .format("delta")
            .option("userMetadata", commit)
            // Minima and maxima cost more to collect than they save: tables are read whole or by
            // partition.
            .option("delta.dataSkippingNumIndexedCols", "0");
    table.partition().map(Field::name).ifPresent(writer::partitionBy);
    return writer;
  }

  private Written save(DataFrameWriter<Row> writer, Path path, String commit) {
    writer.save(path.toString());
    return Written.find(warehouse.files(), path, commit);
  }
}
