package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.Written;
import io.seedbed.models.fit.FittedModel;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private final Set<String> sources;
  private final Map<String, Written> written = new TreeMap<>();
  private final Map<String, FittedModel> models = new TreeMap<>();

  RunTables(DeltaTables tables, RunDate runDate, Set<String> sources) {
    this.tables = tables;
    this.runDate = runDate;
    this.sources = Set.copyOf(sources);
  }

  RunDate runDate() {
    return runDate;
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
