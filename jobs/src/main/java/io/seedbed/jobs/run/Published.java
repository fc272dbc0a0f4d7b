package io.seedbed.jobs.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * A published run: tables at the versions that belong together.
 *
 * @param logic hash of all that a result can rest on beside the inputs
 */
public record Published(
    LocalDate runDate,
    String runId,
    Instant at,
    Map<String, Long> versions,
    String logic,
    String configHash) {

  public Published {
    versions = Map.copyOf(versions);
  }
}
