package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.run.Runner.Labels;
import io.seedbed.jobs.warehouse.DeltaTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The publication of the day before the run date, which labels follow: whatever made it, for a
 * label is a matter between the shop and the customer, and new rules do not undo it overnight.
 */
final class Yesterday {

  private final DeltaTables tables;
  private final Optional<Published> published;

  private Yesterday(DeltaTables tables, Optional<Published> published) {
    this.tables = tables;
    this.published = published;
  }

  /**
   * The day before a run date; none on the first night and where labels are made anew.
   *
   * @throws JobFailure where an earlier date is published and the day before is not
   */
  static Yesterday of(
      DeltaTables tables, Publications publications, RunDate runDate, Labels labels) {
    if (labels == Labels.ANEW) {
      return new Yesterday(tables, Optional.empty());
    }
    LocalDate date = runDate.day();
    List<LocalDate> missing = publications.missingBefore(date);
    if (!missing.isEmpty()) {
      throw new JobFailure(
          "Cannot run %s: labels follow those of the night before, and %s is not published. Run the missing nights in order with --date %s --through %s, or judge everybody as on a first night with --labels-anew."
              .formatted(date, missing.get(missing.size() - 1), missing.get(0), date));
    }
    return new Yesterday(tables, publications.of(date.minusDays(1)));
  }

  /** The run that published it. */
  Optional<String> runId() {
    return published.map(Published::runId);
  }

  Optional<Long> version(Table table) {
    return published.flatMap(
        publication -> Optional.ofNullable(publication.versions().get(table.name())));
  }

  /** The rows it published; empty where it has no such table. */
  Optional<Dataset<Row>> read(Table table) {
    return version(table)
        .map(version -> tables.read(table, version, published.orElseThrow().runDate()));
  }
}
