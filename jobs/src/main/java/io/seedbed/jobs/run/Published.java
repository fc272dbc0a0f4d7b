package io.seedbed.jobs.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A published run: tables at the versions that belong together.
 *
 * @param bases by table, the run dates whose rows in it agree with the facts of this publication
 *     and can be carried forward
 * @param logic hash of all that a result can rest on beside the inputs
 */
public record Published(
    LocalDate runDate,
    String runId,
    Instant at,
    Map<String, Long> versions,
    Map<String, List<LocalDate>> bases,
    String logic,
    String configHash) {

  public Published {
    versions = Map.copyOf(versions);
    bases = Map.copyOf(bases);
  }
}
