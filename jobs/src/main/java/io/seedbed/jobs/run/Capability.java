package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an output needs of the optional sources.
 *
 * @param needsOneOf sources of which at least one must be there; empty where none must
 * @param fullWith sources without which something is left out
 */
public record Capability(Table output, List<String> needsOneOf, List<String> fullWith) {

  /** How much of an output a run can give. */
  public enum Status {
    FULL,
    DEGRADED,
    UNAVAILABLE
  }

  public Capability {
    needsOneOf = List.copyOf(needsOneOf);
    fullWith = List.copyOf(fullWith);
  }

  /** An output that is there whatever is missing, and full with these sources. */
  public static Capability of(Table output, String... fullWith) {
    return new Capability(output, List.of(), List.of(fullWith));
  }

  /** This output where one of these sources is needed for anything at all. */
  public Capability needingOneOf(List<String> sources) {
    return new Capability(output, sources, fullWith);
  }

  /** How much of the output these sources allow. */
  public Status with(Set<String> sources) {
    if (!needsOneOf.isEmpty() && Collections.disjoint(needsOneOf, sources)) {
      return Status.UNAVAILABLE;
    }
    return sources.containsAll(fullWith) ? Status.FULL : Status.DEGRADED;
  }

  /** The sources it would want beside these. */
  public List<String> missingFrom(Set<String> sources) {
    return Stream.concat(needsOneOf.stream(), fullWith.stream())
        .filter(source -> !sources.contains(source))
        .distinct()
        .toList();
  }
}
