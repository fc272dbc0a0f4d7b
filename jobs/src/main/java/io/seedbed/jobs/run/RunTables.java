package io.seedbed.jobs.run;

import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.table.Difference;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Sources;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.Written;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * What one run has made so far: tables at the versions it wrote, so that nobody else's write shows,
 * views, fitted models, and what of all this differs from the publication it goes on from.
 */
final class RunTables {

  private final DeltaTables tables;
  private final RunDate runDate;
  private final Instant startedAt;
  private final Set<String> configured;
  private final Sources sources;
  private final Settings.Run limits;
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final Continuation continuation;
  private final Yesterday yesterday;
  private final Map<String, Long> versions = new TreeMap<>();
  private final Map<String, Job.View> views = new HashMap<>();
  private final Map<String, FittedModel> models = new TreeMap<>();

  RunTables(
      DeltaTables tables,
      Runner.Request request,
      Instant startedAt,
      Continuation continuation,
      Yesterday yesterday) {
    this.tables = tables;
    this.runDate = request.runDate();
    this.startedAt = startedAt;
    this.configured = request.configured();
    this.sources = request.sources();
    this.limits = request.settings().run();
    this.continuation = continuation;
    this.yesterday = yesterday;
  }

  RunDate runDate() {
    return runDate;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** What the run goes on from, and what it has changed of it. */
  Continuation continuation() {
    return continuation;
  }

  Optional<Previous> previous() {
    return continuation.previous();
  }

  Sources sources() {
    return sources;
  }

  boolean has(String source) {
    return configured.contains(source);
  }

  /** The rows, on the driver, where they are not too many for it. */
  List<Row> onDriver(Job job, Dataset<Row> rows) {
    List<Row> collected = rows.limit(limits.maxCells() + 1).collectAsList();
    if (collected.size() > limits.maxCells()) {
      throw new JobFailure(
          "Cannot run %s: it brings more than %d rows to the driver. Aggregate further, or raise run.max-cells and the driver's heap."
              .formatted(job.name(), limits.maxCells()));
    }
    return collected;
  }

  /** Keeps a dataset until the job is done. */
  Dataset<Row> kept(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  /**
   * Takes a step until it changes nothing. Each round is computed once and cut off from those
   * before it, where the executors are: one that is lost fails the run, and a rerun makes it good.
   */
  Dataset<Row> settled(
      Job job, Dataset<Row> start, UnaryOperator<Dataset<Row>> step, int mostRounds) {
    Column[] all = Stream.of(start.columns()).map(functions::col).toArray(Column[]::new);
    Dataset<Row> rows = start.localCheckpoint();
    for (int round = 1; round <= mostRounds; round++) {
      Dataset<Row> next = step.apply(rows).localCheckpoint();
      if (Difference.between(rows, next, all).isEmpty()) {
        return next;
      }
      rows = next;
    }
    throw new JobFailure(
        "Cannot run %s: its rows still change after %d rounds. Look for what links them in a chain of more than that."
            .formatted(job.name(), mostRounds));
  }

  /** What the ledger says of the files that this run landed first. */
  List<Row> landedFiles() {
    return versions.containsKey(LandedFiles.TABLE.name())
        ? read(LandedFiles.TABLE)
            .where(LandedFiles.INGESTED_AT.col().equalTo(startedAt))
            .select(
                LandedFiles.SOURCE.col(),
                LandedFiles.PATH.col(),
                LandedFiles.BYTES.col(),
                LandedFiles.MODIFIED_AT.col(),
                LandedFiles.FINGERPRINT.col())
            .collectAsList()
        : List.of();
  }

  void letGo() {
    kept.forEach(rows -> rows.unpersist(false));
    kept.clear();
  }

  /** The table as this run wrote it, or its view; empty where its job was skipped. */
  Dataset<Row> read(Table table) {
    Job.View view = views.get(table.name());
    if (view != null) {
      return view.from().apply(new DeclaredInputs(view, this));
    }
    Long version = versions.get(table.name());
    return version == null ? tables.empty(table) : tables.read(table, version, runDate.day());
  }

  /** The previous publication's rows of a table, of a view as it follows from these. */
  Optional<Dataset<Row>> readPrevious(Table table) {
    Job.View view = views.get(table.name());
    return view == null
        ? previous().flatMap(publication -> publication.read(table))
        : previous()
            .map(
                publication ->
                    view.from()
                        .apply(read -> readPrevious(read).orElseGet(() -> tables.empty(read))));
  }

  /** What was published of a table for the day before the run date. */
  Optional<Dataset<Row>> readYesterday(Table table) {
    return yesterday.read(table);
  }

  Dataset<Row> none(Table table) {
    return tables.empty(table);
  }

  /** Writes a table whole, or its run date. */
  Written replace(Job job, Table table, Dataset<Row> rows, String commit) {
    returnToPrevious(table);
    Written written = tables.replace(table, rows, runDate.day(), continuation.kept(), commit);
    versions.put(table.name(), written.version());
    if (job instanceof Job.Build build && build.restates().isPresent() && previous().isPresent()) {
      Days days = restated(build, build.restates().get());
      continuation.replaced(table, days, days);
    } else {
      continuation.wrote(job, table);
    }
    return written;
  }

  private Days restated(Job.Build build, Job.Build.Restating restating) {
    Table table = build.writes();
    Dataset<Row> before = readPrevious(table).orElseGet(() -> tables.empty(table));
    return restating.days(new DeclaredInputs(build, this), before, read(table));
  }

  /** Writes the days of a table that a night replaces; where there are none, nothing. */
  long replace(Table table, Change change, String commit) {
    Optional<Long> before = returnToPrevious(table);
    long version =
        change.replaced().isEmpty() && before.isPresent()
            ? before.get()
            : tables.replaceDays(
                table, change.rows(), change.replaced(), limits.fileSizes(), commit);
    versions.put(table.name(), version);
    continuation.replaced(table, change.replaced(), changed(table, change));
    return version;
  }

  /** Adds the run date's rows to the days that yesterday's publication has. */
  long add(Table table, Dataset<Row> rows, String commit) {
    Days added = Days.of(List.of(runDate.day()));
    Optional<Long> before = yesterday.version(table);
    before.ifPresent(version -> tables.returnTo(table, version));
    Days replaced = before.isPresent() ? added : Days.ALL;
    long version = tables.replaceDays(table, rows, replaced, limits.fileSizes(), commit);
    versions.put(table.name(), version);
    continuation.replaced(table, replaced, replaced);
    return version;
  }

  private Days changed(Table table, Change change) {
    boolean isCompared =
        previous().isPresent() && !change.replaced().isAll() && !change.replaced().isEmpty();
    if (!isCompared || change.difference().isEmpty()) {
      return change.replaced();
    }
    Column isReplaced = change.replaced().include(table.clustering().orElseThrow().col());
    Dataset<Row> before = readPrevious(table).orElseGet(() -> tables.empty(table));
    return Days.in(
        change
            .difference()
            .get()
            .days(before.where(isReplaced), read(table).where(isReplaced))
            .distinct()
            .collectAsList());
  }

  /** Keeps the previous publication's version of a table that nothing has moved. */
  void carry(Table table) {
    versions.put(table.name(), previous().orElseThrow().version(table).orElseThrow());
    continuation.replaced(table, Days.NONE, Days.NONE);
  }

  void keep(Job.View view) {
    views.put(view.name(), view);
    continuation.wrote(view, view.writes());
  }

  FittedModel fitted(String model) {
    return models.get(model);
  }

  void keep(String model, FittedModel fitted) {
    models.put(model, fitted);
  }

  /** Whether every model of the given names is the previous publication's. */
  boolean haveStayed(List<String> models) {
    return previous().isPresent()
        && models.stream()
            .allMatch(
                name ->
                    previous()
                        .get()
                        .fitted(name)
                        .filter(before -> before.version().equals(fitted(name).version()))
                        .isPresent());
  }

  /** Puts small files together and deletes what nobody can ask for any more. */
  void tidy(Stream<Table> written, int historyDays) {
    written
        .filter(table -> versions.containsKey(table.name()))
        .forEach(
            table -> {
              versions.put(table.name(), tables.compact(table));
              tables.vacuum(table, historyDays);
            });
  }

  Map<String, Long> versions() {
    return Map.copyOf(versions);
  }

  private Optional<Long> returnToPrevious(Table table) {
    Optional<Long> before = previous().flatMap(publication -> publication.version(table));
    before.ifPresent(version -> tables.returnTo(table, version));
    return before;
  }
}
