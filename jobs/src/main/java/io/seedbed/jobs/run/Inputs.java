package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What one job may see: only what it declared. An undeclared read is refused. */
public interface Inputs {

  /** The run date. */
  RunDate runDate();

  /**
   * The rows of a declared table as this run wrote them; empty, with the declared schema, where an
   * optional source behind it is missing.
   */
  Dataset<Row> read(Table table);

  /** Whether an external source is configured for this run, by name ("shares"). */
  boolean has(String source);

  /** The raw rows of a declared source, as {@code jobs.ingest.SourceReader} reads its files. */
  Dataset<Row> source(String name);

  /** When this run started: sources are judged by it, results never. */
  Instant startedAt();

  /** A declared fitted model of this run. */
  FittedModel fitted(String model);
}
