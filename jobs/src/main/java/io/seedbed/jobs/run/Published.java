package io.seedbed.jobs.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** A published run: tables at the versions that belong together. */
public record Published(
    LocalDate runDate, String runId, Instant at, Map<String, Long> versions, String configHash) {

  public Published {
    versions = Map.copyOf(versions);
  }
}
