package io.seedbed.jobs.run;

import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.ingest.Sources;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.KeptDates;
import io.seedbed.jobs.warehouse.Written;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
  private final int maxCells;
  private final Map<String, Days> replaced = new HashMap<>();
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final KeptDates keptDates;
  private final Optional<Previous> previous;
  private final Map<String, Long> versions = new TreeMap<>();
  private final Map<String, Job.View> views = new HashMap<>();
  private final Map<String, FittedModel> models = new TreeMap<>();
  private final Map<String, Days> changed = new HashMap<>();
  private final Map<String, List<LocalDate>> bases = new TreeMap<>();

  RunTables(
      DeltaTables tables, Runner.Request request, Instant startedAt, Optional<Previous> previous) {
    this.tables = tables;
    this.runDate = request.runDate();
    this.startedAt = startedAt;
    this.configured = request.configured();
    this.sources = request.sources();
    this.maxCells = request.settings().run().maxCells();
    this.keptDates = KeptDates.at(request.runDate().day(), request.settings().run().keepNights());
    this.previous = previous;
  }

  RunDate runDate() {
    return runDate;
  }

  Instant startedAt() {
    return startedAt;
  }

  Optional<Previous> previous() {
    return previous;
  }

  Sources sources() {
    return sources;
  }

  boolean has(String source) {
    return configured.contains(source);
  }

  /** The rows, on the driver, where they are not too many for it. */
  List<Row> onDriver(Job job, Dataset<Row> rows) {
    List<Row> collected = rows.limit(maxCells + 1).collectAsList();
    if (collected.size() > maxCells) {
      throw new JobFailure(
          "Cannot run %s: it brings more than %d rows to the driver. Aggregate further, or raise run.max-cells and the driver's heap."
              .formatted(job.name(), maxCells));
    }
    return collected;
  }

  /** Keeps a dataset until the job is done. */
  Dataset<Row> kept(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
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
        ? previous.flatMap(publication -> publication.read(table))
        : previous.map(
            publication ->
                view.from().apply(read -> readPrevious(read).orElseGet(() -> tables.empty(read))));
  }

  /** The days of a table that may differ from the previous publication's. */
  Days changed(Table table) {
    return changed.getOrDefault(table.name(), Days.NONE);
  }

  /** The days that any of a job's tables changed on; all where there is nothing to go on from. */
  Days changedFor(List<Table> reads) {
    return previous.isEmpty()
        ? Days.ALL
        : reads.stream().map(this::changed).reduce(Days.NONE, Days::and);
  }

  Optional<Base> base(Job.Build job) {
    return validBases(job)
        .filter(day -> day.isBefore(runDate.day()))
        .max(LocalDate::compareTo)
        .map(day -> new Base(day, previous.orElseThrow().readOf(job.writes(), day)));
  }

  /** Writes a table whole, or its run date. */
  Written replace(Job job, Table table, Dataset<Row> rows, String commit) {
    returnToPrevious(table);
    Written written = tables.replace(table, rows, runDate.day(), keptDates, commit);
    versions.put(table.name(), written.version());
    changed.put(table.name(), changedFor(job.reads()));
    if (job instanceof Job.Build build && !build.folds().isEmpty()) {
      bases.put(
          table.name(),
          Stream.concat(
                  validBases(build).filter(day -> !day.equals(runDate.day())),
                  Stream.of(runDate.day()))
              .sorted()
              .toList());
    }
    return written;
  }

  /** Writes the days of a table that a night replaces; where there are none, nothing. */
  Written replace(Table table, Change change, String commit) {
    Optional<Long> before = returnToPrevious(table);
    Written written =
        change.replaced().isEmpty() && before.isPresent()
            ? new Written(before.get(), 0)
            : tables.replaceDays(table, change.rows(), change.replaced(), commit);
    versions.put(table.name(), written.version());
    replaced.put(table.name(), change.replaced());
    changed.put(table.name(), changed(table, change));
    return written;
  }

  private Days changed(Table table, Change change) {
    boolean isCompared =
        previous.isPresent() && !change.replaced().isAll() && !change.replaced().isEmpty();
    if (!isCompared || change.difference().isEmpty()) {
      return change.replaced();
    }
    Column isReplaced = change.replaced().include(table.clustering().orElseThrow().col());
    Dataset<Row> before = readPrevious(table).orElseGet(() -> tables.empty(table));
    return Days.of(
        change
            .difference()
            .get()
            .days(before.where(isReplaced), read(table).where(isReplaced))
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getDate(0).toLocalDate())
            .toList());
  }

  /** The days of a table that were written again; all where there is nothing to go on from. */
  Days replacedFor(Table table) {
    return previous.isEmpty() ? Days.ALL : replaced.getOrDefault(table.name(), Days.NONE);
  }

  /** Keeps the previous publication's version of a table that nothing has moved. */
  void carry(Table table) {
    versions.put(table.name(), previous.orElseThrow().version(table).orElseThrow());
    changed.put(table.name(), Days.NONE);
  }

  void keep(Job.View view) {
    views.put(view.name(), view);
    changed.put(view.name(), changedFor(view.reads()));
  }

  FittedModel fitted(String model) {
    return models.get(model);
  }

  void keep(String model, FittedModel fitted) {
    models.put(model, fitted);
  }

  /** Whether every model of the given names is the previous publication's. */
  boolean haveStayed(List<String> models) {
    return previous.isPresent()
        && models.stream()
            .allMatch(
                name ->
                    previous
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

  Map<String, List<LocalDate>> bases() {
    return Map.copyOf(bases);
  }

  private Optional<Long> returnToPrevious(Table table) {
    Optional<Long> before = previous.flatMap(publication -> publication.version(table));
    before.ifPresent(version -> tables.returnTo(table, version));
    return before;
  }

  private Stream<LocalDate> validBases(Job.Build job) {
    Days reaching = changedFor(job.folds());
    return previous.stream()
        .flatMap(publication -> publication.bases(job.writes()))
        .filter(day -> !reaching.reach(day) && keptDates.keep(day));
  }
}
