package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The publication a run goes on from: the latest there is, made by the same logic for the same or
 * an earlier run date. A run without one builds everything from the sources' files.
 */
final class Previous {

  private final DeltaTables tables;
  private final Published published;
  private final Map<String, FittedModel> models;

  private Previous(DeltaTables tables, Published published, Map<String, FittedModel> models) {
    this.tables = tables;
    this.published = published;
    this.models = models;
  }

  /** The latest publication, where a run of a date can go on from it. */
  static Optional<Previous> of(
      DeltaTables tables, Optional<Published> latest, RunDate runDate, String logic) {
    return latest
        .filter(published -> published.logic().equals(logic))
        .filter(published -> !published.runDate().isAfter(runDate.day()))
        .map(published -> new Previous(tables, published, models(tables, published)));
  }

  String runId() {
    return published.runId();
  }

  LocalDate day() {
    return published.runDate();
  }

  Optional<Long> version(Table table) {
    return Optional.ofNullable(published.versions().get(table.name()));
  }

  /** The rows of the publication's date; empty where it has no such table. */
  Optional<Dataset<Row>> read(Table table) {
    return version(table).map(version -> tables.read(table, version, published.runDate()));
  }

  Optional<FittedModel> fitted(String model) {
    return Optional.ofNullable(models.get(model));
  }

  private static Map<String, FittedModel> models(DeltaTables tables, Published published) {
    Long version = published.versions().get(FittedParameters.TABLE.name());
    if (version == null) {
      return Map.of();
    }
    List<Row> rows =
        tables.read(FittedParameters.TABLE, version, published.runDate()).collectAsList();
    return FittedParameters.models(rows).stream()
        .collect(Collectors.toMap(FittedModel::model, Function.identity()));
  }
}
