package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.Written;
import io.seedbed.models.fit.FittedModel;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one run has made so far: tables at the versions it wrote, so that nobody else's write shows,
 * and fitted models.
 */
final class RunTables {

  private final DeltaTables tables;
  private final RunDate runDate;
  private final Instant startedAt;
  private final Set<String> sources;
  private final Function<String, Dataset<Row>> sourceReader;
  private final Map<String, Written> written = new TreeMap<>();
  private final Map<String, FittedModel> models = new TreeMap<>();

  RunTables(DeltaTables tables, Runner.Request request, Instant startedAt) {
    this.tables = tables;
    this.runDate = request.runDate();
    this.startedAt = startedAt;
    this.sources = request.sources();
    this.sourceReader = request.sourceReader();
  }

  RunDate runDate() {
    return runDate;
  }

  Instant startedAt() {
    return startedAt;
  }

  Dataset<Row> source(String name) {
    return sourceReader.apply(name);
  }

  boolean has(String source) {
    return sources.contains(source);
  }

  /** The table as this run wrote it; empty where its job was skipped. */
  Dataset<Row> read(Table table) {
    Written version = written.get(table.name());
    return version == null
        ? tables.empty(table)
        : tables.read(table, version.version(), runDate.day());
  }

  Written replace(Table table, Dataset<Row> rows, String commit) {
    Written version = tables.replace(table, rows, runDate.day(), commit);
    written.put(table.name(), version);
    return version;
  }

  FittedModel fitted(String model) {
    return models.get(model);
  }

  void keep(String model, FittedModel fitted) {
    models.put(model, fitted);
  }

  Map<String, Long> versions() {
    return written.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, table -> table.getValue().version(), (a, b) -> a, TreeMap::new));
  }
}
