package io.seedbed.jobs.run;

import io.seedbed.features.table.Base;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.ingest.SourceFile;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What one job may see: only what it declared. An undeclared read is refused. */
public interface Inputs extends TableReader {

  /** The run date. */
  RunDate runDate();

  /**
   * The rows of a declared table as this run wrote them; empty, with the declared schema, where an
   * optional source behind it is missing.
   */
  @Override
  Dataset<Row> read(Table table);

  /**
   * The days of a declared table whose rows may differ from what the previous publication had; all
   * days where there is none to hold on to, and where the run date moved back.
   */
  Days changed(Table table);

  /** The days of a declared table that were written again, whether anything is different or not. */
  Days replaced(Table table);

  /** The days on which any of some declared tables changed, and those that have come since. */
  default Days changed(List<Table> tables) {
    return tables.stream().map(this::changed).reduce(entered(), Days::and);
  }

  /**
   * The days from the previous publication's run date to this one's: what happened on them may have
   * been known before, but did not count.
   */
  Days entered();

  /** The previous publication's rows of a table, declared or the job's own; empty without one. */
  Optional<Dataset<Row>> previous(Table table);

  /** The previous publication's rows of a table, none without one. */
  default Dataset<Row> before(Table table) {
    return previous(table).orElseGet(() -> none(table));
  }

  /**
   * What was published for the day before the run date, of a declared table or the job's own:
   * labels follow it. Empty on the first night, and where labels are made anew.
   */
  Optional<Dataset<Row>> yesterday(Table table);

  /** No rows, in the declared schema of a table. */
  Dataset<Row> none(Table table);

  /** The run date of the previous publication that this run goes on from. */
  Optional<LocalDate> previousDay();

  /**
   * What the job's own table held in the previous publication, and the last day up to which nothing
   * in the tables it folds has changed since.
   */
  Optional<Base> base();

  /** Brings a small dataset to the driver: at most {@code run.max-cells} rows. */
  List<Row> onDriver(Dataset<Row> rows);

  /** Brings the distinct days of a dataset's only column to the driver, null among them. */
  default Days collected(Dataset<Row> days) {
    return Days.in(onDriver(days.distinct()));
  }

  /** Keeps a dataset that a job needs more than once until the job is done. */
  Dataset<Row> kept(Dataset<Row> rows);

  /**
   * Takes a step again and again until it changes nothing.
   *
   * @param step rows in, rows of the same columns out
   * @param mostRounds more are an error: the step does not settle
   */
  Dataset<Row> settled(Dataset<Row> start, UnaryOperator<Dataset<Row>> step, int mostRounds);

  /** Whether an external source is configured for this run, by name ("shares"). */
  boolean has(String source);

  /** The files of a declared source. */
  List<SourceFile> files(String source);

  /** The raw rows of some files of a declared source. */
  Dataset<Row> source(String source, Collection<SourceFile> files);

  /** When this run started: sources are judged by it, results never. */
  Instant startedAt();

  /** A declared fitted model of this run. */
  FittedModel fitted(String model);
}
