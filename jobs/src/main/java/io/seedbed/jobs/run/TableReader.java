package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gives the rows of tables: those a run has made so far, or those of a publication. */
@FunctionalInterface
public interface TableReader {

  /** The rows of a table; empty, with the declared schema, where there is none. */
  Dataset<Row> read(Table table);
}
