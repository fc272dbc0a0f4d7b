package io.seedbed.jobs.run;

import io.seedbed.features.time.Days;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a night changes of a table of events.
 *
 * @param replaced the days whose rows are written again
 * @param rows all rows the replaced days have from now on, and no others
 * @param difference tells days on which something is different from days that were merely written
 *     again; without it all replaced days count as changed
 */
public record Change(Days replaced, Dataset<Row> rows, Optional<Difference> difference) {

  /** Compares what the replaced days held with what they hold. */
  @FunctionalInterface
  public interface Difference {

    /** The days on which something happened, or is said to have happened, that now is different. */
    Dataset<Row> days(Dataset<Row> before, Dataset<Row> after);
  }

  /** A change of every day that is written again. */
  public static Change of(Days days, Dataset<Row> rows) {
    return new Change(days, rows, Optional.empty());
  }

  /** This change, of whose days only those count on which something is different. */
  public Change whereDifferent(Difference found) {
    return new Change(replaced, rows, Optional.of(found));
  }
}
