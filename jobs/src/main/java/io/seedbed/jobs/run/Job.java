package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.models.fit.FittedModel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A step of the night. The order of a run is derived from what jobs read and write. */
public sealed interface Job {

  /** Unique, as `seedbed ls` and the ledger show it. */
  String name();

  /** Tables read. */
  List<Table> reads();

  /** Fitted models read, by name. */
  List<String> fitsRead();

  /** The table written; empty for a fit, whose product is the model of its name. */
  Optional<Table> output();

  /** External sources without which the job is skipped and its table stays empty. */
  default List<String> sources() {
    return List.of();
  }

  /** How often a job has something new to say. */
  enum Cadence {
    /** Every night. */
    NIGHTLY,
    /**
     * When a model it reads has moved; until then its product is the previous publication's. Fits
     * are made once a month this way, from what was known when they were made.
     */
    WHEN_FITS_MOVE
  }

  /**
   * Builds one table from others, whole.
   *
   * @param sources external sources read through presets, by name; empty for all but landing jobs.
   *     Where one of them is not configured the job is skipped
   * @param folds those of the tables read whose changes decide how far back {@link Inputs#base()}
   *     still holds; without any there is no base
   * @param restates tells on which days the table's changes change what others read through it;
   *     without it those of the tables read
   */
  record Build(
      String name,
      List<String> sources,
      List<Table> reads,
      List<String> fitsRead,
      Table writes,
      Function<Inputs, Dataset<Row>> from,
      List<Table> folds,
      Cadence cadence,
      Optional<Restating> restates)
      implements Job {

    /** Finds the days on which the rows of other tables mean something else than before. */
    @FunctionalInterface
    public interface Restating {
      /** The days, given the table as the previous publication had it and as it is. */
      Days days(Inputs inputs, Dataset<Row> before, Dataset<Row> after);
    }

    /** A build from all history, every night. */
    public Build(
        String name,
        List<String> sources,
        List<Table> reads,
        List<String> fitsRead,
        Table writes,
        Function<Inputs, Dataset<Row>> from) {
      this(
          name,
          sources,
          reads,
          fitsRead,
          writes,
          from,
          List.of(),
          Cadence.NIGHTLY,
          Optional.empty());
    }

    /** This build, carried forward from {@link Inputs#base()} over what it folds. */
    public Build folding(Table... tables) {
      return new Build(
          name, sources, reads, fitsRead, writes, from, List.of(tables), cadence, restates);
    }

    /** This build, made again only when a model it reads has moved. */
    public Build whenFitsMove() {
      return new Build(
          name, sources, reads, fitsRead, writes, from, folds, Cadence.WHEN_FITS_MOVE, restates);
    }

    /** This build, whose changes restate what others read through it. */
    public Build restating(Restating found) {
      return new Build(
          name, sources, reads, fitsRead, writes, from, folds, cadence, Optional.of(found));
    }

    @Override
    public Optional<Table> output() {
      return Optional.of(writes);
    }

    /** A build that reads tables only. */
    public static Build of(Table writes, List<Table> reads, Function<Inputs, Dataset<Row>> from) {
      return new Build(writes.name(), List.of(), reads, List.of(), writes, from);
    }

    /** A build that reads tables and fitted models. */
    public static Build of(
        Table writes,
        List<Table> reads,
        List<String> fitsRead,
        Function<Inputs, Dataset<Row>> from) {
      return new Build(writes.name(), List.of(), reads, fitsRead, writes, from);
    }
  }

  /**
   * Keeps a table of events up to date by replacing the days that changed, whole. The table is
   * declared as clustered by day.
   *
   * @param sources as of {@link Build}
   * @param from which days are replaced and all rows they have from now on
   */
  record Daily(
      String name,
      List<String> sources,
      List<Table> reads,
      Table writes,
      Function<Inputs, Change> from)
      implements Job {

    @Override
    public List<String> fitsRead() {
      return List.of();
    }

    @Override
    public Optional<Table> output() {
      return Optional.of(writes);
    }

    /** A table whose days rest on the same days of the tables it reads. */
    public static Daily of(
        Table writes, List<Table> reads, BiFunction<Inputs, Days, Dataset<Row>> from) {
      return new Daily(
          writes.name(),
          List.of(),
          reads,
          writes,
          in -> {
            Days days = in.changed(reads);
            return Change.of(days, from.apply(in, days));
          });
    }
  }

  /**
   * Keeps what happened night by night: adds the run date's rows to those that yesterday's
   * publication has of earlier dates, so that a date that is run again leaves none of its later
   * dates behind. The table is declared as clustered by day, and its day is the run date.
   */
  record Chronicle(
      String name, List<Table> reads, Table writes, Function<Inputs, Dataset<Row>> from)
      implements Job {

    @Override
    public List<String> fitsRead() {
      return List.of();
    }

    @Override
    public Optional<Table> output() {
      return Optional.of(writes);
    }
  }

  /**
   * A table that nobody writes: a projection of others, made where it is read, in a run or out of a
   * publication. It can rest on nothing but those tables.
   *
   * @param sources as of {@link Build}
   */
  record View(
      String name,
      List<String> sources,
      List<Table> reads,
      Table writes,
      Function<TableReader, Dataset<Row>> from)
      implements Job {

    @Override
    public List<String> fitsRead() {
      return List.of();
    }

    @Override
    public Optional<Table> output() {
      return Optional.of(writes);
    }
  }

  /**
   * Estimates a model on the driver from a small aggregated table of cells, which the runner
   * collects (at most a million rows). The fit's name is the model's name.
   *
   * @param cells the aggregated input
   * @param fit the driver algorithm, knowing nothing of Spark beyond the collected rows
   */
  record Fit(
      String name,
      List<Table> reads,
      List<String> fitsRead,
      Function<Inputs, Dataset<Row>> cells,
      BiFunction<Inputs, List<Row>, FittedModel> fit,
      Cadence cadence)
      implements Job {

    /** A fit made every night. */
    public Fit(
        String name,
        List<Table> reads,
        List<String> fitsRead,
        Function<Inputs, Dataset<Row>> cells,
        BiFunction<Inputs, List<Row>, FittedModel> fit) {
      this(name, reads, fitsRead, cells, fit, Cadence.NIGHTLY);
    }

    /** This fit, made again only when a model it reads has moved. */
    public Fit whenFitsMove() {
      return new Fit(name, reads, fitsRead, cells, fit, Cadence.WHEN_FITS_MOVE);
    }

    @Override
    public Optional<Table> output() {
      return Optional.empty();
    }
  }

  /**
   * Builds one small table on the driver, where rows must be judged one after the other and each
   * verdict rests on those before. The runner collects the rows (at most a million, else it stops
   * the job with a clear error) in the order the dataset has them.
   *
   * @param sources as of {@link Build}
   * @param rows what is judged, in the order of judgement
   * @param judge the driver algorithm: collected rows in, rows of {@code writes} in declared order
   *     out
   */
  record Judge(
      String name,
      List<String> sources,
      List<Table> reads,
      List<String> fitsRead,
      Table writes,
      Function<Inputs, Dataset<Row>> rows,
      BiFunction<Inputs, List<Row>, List<Row>> judge,
      Cadence cadence)
      implements Job {

    /** A judgement made every night. */
    public Judge(
        String name,
        List<String> sources,
        List<Table> reads,
        List<String> fitsRead,
        Table writes,
        Function<Inputs, Dataset<Row>> rows,
        BiFunction<Inputs, List<Row>, List<Row>> judge) {
      this(name, sources, reads, fitsRead, writes, rows, judge, Cadence.NIGHTLY);
    }

    /** This judgement, made again only when a model it reads has moved. */
    public Judge whenFitsMove() {
      return new Judge(name, sources, reads, fitsRead, writes, rows, judge, Cadence.WHEN_FITS_MOVE);
    }

    @Override
    public Optional<Table> output() {
      return Optional.of(writes);
    }

    /** A judgement on tables only. */
    public static Judge of(
        Table writes,
        List<Table> reads,
        Function<Inputs, Dataset<Row>> rows,
        Function<List<Row>, List<Row>> judge) {
      return new Judge(
          writes.name(),
          List.of(),
          reads,
          List.of(),
          writes,
          rows,
          (inputs, judged) -> judge.apply(judged));
    }
  }
}
