package io.seedbed.notebooks.star;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FittedParameters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One exported table: its declaration, the published tables it is made of and where it goes.
 *
 * @param reads the only tables {@code rows} may ask its source for
 * @param rows builds the table from the published rows of a run date
 */
public record Exported(Table table, Reach reach, List<Table> reads, Rows rows) {

  /** Where a table goes. */
  public enum Reach {
    /** Parquet, the DuckDB file and CSV. */
    EVERYWHERE,
    /** Parquet alone: as many rows as there are order lines or messages. */
    PARQUET_ONLY
  }

  /** Builds an exported table from published ones. */
  @FunctionalInterface
  public interface Rows {
    /**
     * The rows of the exported table.
     *
     * @param published the rows of a published table at the run date
     */
    Dataset<Row> from(Function<Table, Dataset<Row>> published, RunDate runDate);
  }

  public Exported {
    reads = List.copyOf(reads);
  }

  /** A published table under its own name. */
  public static Exported asPublished(Table table) {
    return new Exported(
        table,
        Reach.EVERYWHERE,
        List.of(table),
        (published, runDate) -> published.apply(table).select(table.columns()));
  }

  /** Whether each run date is kept beside the others instead of replacing them. */
  public boolean isKeptByRunDate() {
    return isKeptByRunDate(table);
  }

  /** Whether a table is partitioned by the run date. */
  public static boolean isKeptByRunDate(Table table) {
    return table.partition().map(Field::name).equals(Optional.of(FittedParameters.RUN_DATE.name()));
  }
}
