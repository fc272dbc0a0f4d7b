package io.seedbed.models.seeds;

import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;
import java.util.List;

/**
 * How seed candidates are scored.
 *
 * @param minimumCandidates candidates from which a ranking says something
 * @param weights exponents of the five criteria
 * @param percentileFloor least percentile, so that one poor criterion does not erase the others
 * @param tenureCapDays days from which longer tenure adds no maturity
 * @param credibleLevel probability that a rate lies below the bound it is ranked by
 * @param minimumMaturedInvitees matured invitees from which germination can be told
 * @param germinationPrior what the prior of germination falls back on
 * @param purityPrior what the prior of purity falls back on
 * @param mixture when inviters are taken as two kinds
 * @param fraudEvents severe events that keep a user off as suspected of fraud
 */
public record SeedRules(
    int minimumCandidates,
    Weights weights,
    double percentileFloor,
    int tenureCapDays,
    double credibleLevel,
    int minimumMaturedInvitees,
    PriorRules germinationPrior,
    PriorRules purityPrior,
    MixtureRules mixture,
    List<String> fraudEvents) {

  /** Exponents of the criteria in the geometric mean; they add to 1. */
  public record Weights(
      double maturity, double soundness, double weight, double germination, double purity) {

    private static final double TOLERANCE = 1e-9;

    public Weights {
      if (!(maturity >= 0 && soundness >= 0 && weight >= 0 && germination >= 0 && purity >= 0)) {
        throw new IllegalArgumentException(
            "weights hold a negative number. Give each criterion 0 or more.");
      }
      double total = maturity + soundness + weight + germination + purity;
      if (!(Math.abs(total - 1) <= TOLERANCE)) {
        throw new IllegalArgumentException(
            "weights add to %s. Change them so that they add to 1.".formatted(total));
      }
    }
  }

  public SeedRules {
    fraudEvents = List.copyOf(fraudEvents);
    requireAtLeastOne("minimum-candidates", minimumCandidates);
    requireAtLeastOne("tenure-cap-days", tenureCapDays);
    requireAtLeastOne("minimum-matured-invitees", minimumMaturedInvitees);
    requireInside("percentile-floor", percentileFloor);
    requireInside("credible-level", credibleLevel);
  }

  private static void requireAtLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is %d. Give at least 1.".formatted(key, value));
    }
  }

  private static void requireInside(String key, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is %s. Give a number between 0 and 1.".formatted(key, value));
    }
  }
}
