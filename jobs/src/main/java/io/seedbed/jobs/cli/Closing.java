package io.seedbed.jobs.cli;

import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/** The last lines of a run: what its sources allowed, what was published, where it can be read. */
final class Closing {

  static String of(Warehouse warehouse, Night.Outcome outcome) {
    String tables =
        allowed(outcome.manifest())
            + "Published %s as run %s: %d tables under %s%n"
                .formatted(
                    outcome.published().runDate(),
                    outcome.published().runId(),
                    outcome.published().versions().size(),
                    Warehouse.display(warehouse.root()));
    if (outcome.exported().isEmpty()) {
      return tables
          + stale(outcome)
          + "No export: the warehouse is not on a local disk.%n".formatted();
    }
    String export = Warehouse.display(warehouse.export());
    return tables
        + stale(outcome)
        + "Export: %s/seedbed.duckdb, %s/csv/, %s/parquet/%n".formatted(export, export, export);
  }

  private static String stale(Night.Outcome outcome) {
    if (outcome.stale().isEmpty()) {
      return "";
    }
    LocalDate first = outcome.stale().get(0);
    LocalDate last = outcome.stale().get(outcome.stale().size() - 1);
    return ("Labels of %s to %s do not follow %s as it is now. To have them follow:"
            + " seedbed run --date %1$s --through %2$s --continue%n")
        .formatted(first, last, outcome.published().runDate());
  }

  private static String allowed(List<Row> manifest) {
    TextTable table = TextTable.of("output", "status", "without");
    manifest.forEach(row -> table.row(row.get(1), row.get(2), row.isNullAt(3) ? "" : row.get(3)));
    return "What the sources allow%n".formatted() + table.text();
  }

  private Closing() {}
}
