package io.seedbed.models.fit;

/**
 * When a population is taken as two kinds.
 *
 * @param baseRate two kinds are fitted above this mean rate, whatever the evidence
 * @param evidence by how much the Bayesian information criterion must prefer two kinds below it; 2
 *     is "positive", 10 "very strong" (Kass and Raftery 1995)
 * @param smallestShare a kind smaller than this share of the population is none
 */
public record MixtureRules(double baseRate, double evidence, double smallestShare) {

  public MixtureRules {
    if (!(baseRate > 0 && baseRate < 1)) {
      throw new IllegalArgumentException(
          "base-rate is %s; use a rate between 0 and 1".formatted(baseRate));
    }
    if (!(evidence >= 0)) {
      throw new IllegalArgumentException(
          "evidence is %s; use 0 or a positive difference".formatted(evidence));
    }
    if (!(smallestShare > 0 && smallestShare < 0.5)) {
      throw new IllegalArgumentException(
          "smallest-share is %s; use a share between 0 and 0.5".formatted(smallestShare));
    }
  }
}
