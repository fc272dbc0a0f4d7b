package io.seedbed.models.growth;

import java.util.List;

/**
 * The strict funnel.
 *
 * @param steps events in the order they must come in; one may stand more than once
 * @param windowDays days of 24 hours after the first step in which the others count, end included
 * @param grains lengths of the cohort period
 */
public record FunnelRules(List<FunnelEvent> steps, int windowDays, List<Grain> grains) {

  public FunnelRules {
    steps = List.copyOf(steps);
    grains = List.copyOf(grains);
    RetentionRules.requireGrains(grains);
    AarrrRules.requirePositive("window-days", windowDays);
    if (steps.size() < 2) {
      throw new IllegalArgumentException(
          "steps are %s. A funnel needs at least two.".formatted(steps));
    }
  }
}
