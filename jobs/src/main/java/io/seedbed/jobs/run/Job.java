package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
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

  /**
   * Builds one table from others.
   *
   * @param sources external sources read through presets, by name; empty for all but landing jobs.
   *     Where one of them is not configured the job is skipped
   */
  record Build(
      String name,
      List<String> sources,
      List<Table> reads,
      List<String> fitsRead,
      Table writes,
      Function<Inputs, Dataset<Row>> from)
      implements Job {

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
      BiFunction<Inputs, List<Row>, FittedModel> fit)
      implements Job {

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
   * @param rows what is judged, in the order of judgement
   * @param judge the driver algorithm: collected rows in, rows of {@code writes} in declared order
   *     out
   */
  record Judge(
      String name,
      List<Table> reads,
      List<String> fitsRead,
      Table writes,
      Function<Inputs, Dataset<Row>> rows,
      Function<List<Row>, List<Row>> judge)
      implements Job {

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
      return new Judge(writes.name(), reads, List.of(), writes, rows, judge);
    }
  }
}
