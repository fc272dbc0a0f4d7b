package io.seedbed.features.table;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a table held on an earlier run date, to be carried forward: nothing that happened on or
 * before that day has changed since. Whoever builds on it reads of its inputs only what happened
 * after, and must come to the rows that a build from all history comes to.
 *
 * @param day the run date of the rows; always before the run date that is built
 * @param rows rows of the table itself, of that run date
 */
public record Base(LocalDate day, Dataset<Row> rows) {

  /** Whether something happened after the base. */
  public Column isAfter(Column eventDay) {
    return eventDay.gt(day);
  }
}
