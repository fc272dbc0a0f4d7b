package io.seedbed.features.table;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a table held before, to be carried forward: nothing that happened on or before a day has
 * changed since. Whoever builds on it takes of it what no later day can alter, makes the rest from
 * its inputs, and must come to the rows that a build from all history comes to.
 *
 * @param day the last day up to which nothing has changed; not after the run date of the rows
 * @param runDate the run date of the rows; not after the one that is built
 * @param rows rows of the table itself, of that run date
 */
public record Base(LocalDate day, LocalDate runDate, Dataset<Row> rows) {

  /** Rows that tell of what happened up to a day, none of which has changed. */
  public Base(LocalDate runDate, Dataset<Row> rows) {
    this(runDate, runDate, rows);
  }

  /** Whether something happened after the last day up to which nothing has changed. */
  public Column isAfter(Column eventDay) {
    return eventDay.gt(day);
  }
}
