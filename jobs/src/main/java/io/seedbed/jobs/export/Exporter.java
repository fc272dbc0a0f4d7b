package io.seedbed.jobs.export;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.notebooks.star.ExportInfo;
import io.seedbed.notebooks.star.Exported;
import io.seedbed.notebooks.star.Exported.Reach;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes a published run date to {@code export/}: {@code parquet/TABLE/} by Spark, then {@code
 * seedbed.duckdb} and {@code csv/TABLE.csv} by DuckDB. All of it is built beside the last export
 * and renamed into place at the end; a failure before that leaves the last export as it was. The
 * same publication gives the same content.
 */
public final class Exporter {

  private final SparkSession session;
  private final Path root;
  private final ExportSettings settings;

  /**
   * What one table came to.
   *
   * @param rows rows of the DuckDB table; of the run date alone where it is kept by run date
   */
  public record Written(String table, long rows, boolean isParquetOnly) {}

  /**
   * An exporter.
   *
   * @param root the {@code export} folder of the warehouse, on a local disk
   */
  public Exporter(SparkSession session, Path root, ExportSettings settings) {
    this.session = session;
    this.root = root;
    this.settings = settings;
  }

  /**
   * Exports tables.
   *
   * @param published a published table; of one kept by run date the other dates may be in it
   * @param info the run the tables come from
   * @throws ExportException saying what failed; the last export is then still in place
   */
  public List<Written> export(
      List<Exported> tables, Function<Table, Dataset<Row>> published, ExportInfo info) {
    List<Exported> all = new ArrayList<>(tables);
    all.add(asTable(info));
    try (ExportFolder folder = ExportFolder.open(root)) {
      for (Exported exported : all) {
        writeParquet(exported, published, info.runDate(), folder);
      }
      List<Written> written = buildDuckDbAndCsv(all, info.runDate(), folder);
      folder.replace(all.stream().map(Exported::table).toList(), info.runDate().day());
      return written;
    } catch (IOException | SQLException | RuntimeException failure) {
      throw new ExportException(
          "Cannot export run %s of %s to %s: %s The publication stands and the last export was left"
                  .formatted(info.runId(), info.runDate().day(), root, sentence(failure))
              + " in place. Remove the cause and run the date again.",
          failure);
    }
  }

  private void writeParquet(
      Exported exported,
      Function<Table, Dataset<Row>> published,
      RunDate runDate,
      ExportFolder folder) {
    Table table = exported.table();
    Function<Table, Dataset<Row>> atRunDate =
        asked -> {
          refuseUndeclared(exported, asked);
          return atRunDate(asked, published.apply(asked), runDate);
        };
    Dataset<Row> rows = exported.rows().from(atRunDate, runDate);
    rows.select(storedColumns(exported))
        .write()
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .parquet(folder.stagedParquet(table, runDate.day()).toUri().toString());
  }

  private List<Written> buildDuckDbAndCsv(
      List<Exported> tables, RunDate runDate, ExportFolder folder)
      throws IOException, SQLException {
    List<Written> written = new ArrayList<>();
    try (DuckDbFile duckDb = DuckDbFile.create(folder.stagedDuckDb(), folder.spill(), settings)) {
      for (Exported exported : tables) {
        Table table = exported.table();
        List<Path> files = folder.parquetFiles(table, runDate.day(), settings.duckdbRunDates());
        if (exported.reach() == Reach.PARQUET_ONLY) {
          written.add(new Written(table.name(), duckDb.countRows(files), true));
        } else {
          duckDb.load(table, files);
          String condition = rowsOf(exported, runDate);
          long rows = duckDb.copyToCsv(table, condition, folder.stagedCsv(table));
          written.add(new Written(table.name(), rows, false));
        }
      }
    }
    return written;
  }

  private Exported asTable(ExportInfo info) {
    return new Exported(
        ExportInfo.TABLE,
        Reach.EVERYWHERE,
        List.of(),
        (published, runDate) ->
            session.createDataFrame(List.of(info.row()), ExportInfo.TABLE.schema()));
  }

  private static Dataset<Row> atRunDate(Table table, Dataset<Row> rows, RunDate runDate) {
    return Exported.isKeptByRunDate(table)
        ? rows.where(table.partition().orElseThrow().col().equalTo(runDate.asColumn()))
        : rows;
  }

  /** The column in the folder's name is not in the files too: some readers refuse that. */
  private static Column[] storedColumns(Exported exported) {
    Table table = exported.table();
    return table.fields().stream()
        .filter(
            field -> !exported.isKeptByRunDate() || !table.partition().orElseThrow().equals(field))
        .map(Field::name)
        .map(functions::col)
        .toArray(Column[]::new);
  }

  private static String rowsOf(Exported exported, RunDate runDate) {
    return exported.isKeptByRunDate()
        ? "%s = DATE %s"
            .formatted(
                Sql.name(exported.table().partition().orElseThrow().name()),
                Sql.text(runDate.day().toString()))
        : "true";
  }

  private static void refuseUndeclared(Exported exported, Table asked) {
    if (!exported.reads().contains(asked)) {
      throw new IllegalArgumentException(
          "%s reads %s without declaring it. Add it to the reads of %s in StarSchema."
              .formatted(exported.table().name(), asked.name(), exported.table().name()));
    }
  }

  private static String sentence(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String line = message.lines().findFirst().orElse(message).strip();
    return line.endsWith(".") ? line : line + ".";
  }
}
