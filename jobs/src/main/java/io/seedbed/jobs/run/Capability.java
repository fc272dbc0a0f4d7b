package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an output needs of the sources.
 *
 * @param needs sources without which there is nothing to say
 * @param fullWith sources without which something is left out
 */
public record Capability(Table output, List<String> needs, List<String> fullWith) {

  /** How much of an output a run can give. */
  public enum Status {
    FULL,
    DEGRADED,
    UNAVAILABLE
  }

  public Capability {
    needs = List.copyOf(needs);
    fullWith = List.copyOf(fullWith);
  }

  /** How much of the output these sources allow. */
  public Status with(Set<String> sources) {
    if (!sources.containsAll(needs)) {
      return Status.UNAVAILABLE;
    }
    return sources.containsAll(fullWith) ? Status.FULL : Status.DEGRADED;
  }

  /** The sources it would want beside these. */
  public List<String> missingFrom(Set<String> sources) {
    return Stream.concat(needs.stream(), fullWith.stream())
        .filter(source -> !sources.contains(source))
        .distinct()
        .toList();
  }
}
