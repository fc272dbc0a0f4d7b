package io.seedbed.jobs.cli;

import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.warehouse.Warehouse;

/** The last lines of a run: what was published and where it can be read. */
final class Closing {

  static String of(Warehouse warehouse, Night.Outcome outcome) {
    String tables =
        "Published %s as run %s: %d tables under %s%n"
            .formatted(
                outcome.published().runDate(),
                outcome.published().runId(),
                outcome.published().versions().size(),
                Warehouse.display(warehouse.root()));
    if (outcome.exported().isEmpty()) {
      return tables + "No export: the warehouse is not on a local disk.%n".formatted();
    }
    String export = Warehouse.display(warehouse.export());
    return tables
        + "Export: %s/seedbed.duckdb, %s/csv/, %s/parquet/%n".formatted(export, export, export);
  }

  private Closing() {}
}
