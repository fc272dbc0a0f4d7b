package io.seedbed.jobs.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * A published run: tables at the versions that belong together.
 *
 * @param logic hash of all that a result can rest on beside the inputs
 * @param follows the run of the day before whose labels these follow; empty for none
 */
public record Published(
    LocalDate runDate,
    String runId,
    Instant at,
    Map<String, Long> versions,
    String logic,
    String configHash,
    Optional<String> follows) {

  public Published {
    versions = Map.copyOf(versions);
  }
}
