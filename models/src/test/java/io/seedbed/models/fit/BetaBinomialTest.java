package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.util.Map;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaBinomialTest {

  private static final PriorRules RULES = new PriorRules(20, 1e4, 0.05);
  private static final MixtureRules MIXTURE = new MixtureRules(0.2, 10, 0.01);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSpreadOfASimulatedPopulationIsRecovered(long seed) {
    Map<String, Estimate> estimates = fit(simulated(seed, 20_000, 0, 2, 38, 1, 1));

    assertThat(estimates).doesNotContainKey("alpha_2").containsEntry("is_fallback", Estimate.of(0));
    assertWithinErrors(estimates.get("alpha_1"), 2, 0.3);
    assertWithinErrors(estimates.get("beta_1"), 38, 6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void twoKindsOfUsersAreToldApart(long seed) {
    Map<String, Estimate> estimates = fit(simulated(seed, 20_000, 0.1, 2, 98, 30, 10));

    assertThat(estimates.get("weight_2").value()).isEqualTo(0.1, within(0.02));
    assertThat(rate(estimates, 1)).isEqualTo(0.02, within(0.005));
    assertThat(rate(estimates, 2)).isEqualTo(0.75, within(0.05));
    assertThat(estimates.get("alpha_2").standardError()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aHighBaseRateAsksForTwoKinds(long seed) {
    CountCells cells = simulated(seed, 5_000, 0.3, 4, 36, 30, 10);

    assertThat(fit(cells)).containsKey("alpha_2");
    assertThat(BetaBinomial.fit(cells, RULES, new MixtureRules(0.9, 1e9, 0.01)))
        .doesNotContainKey("alpha_2");
    assertThat(BetaBinomial.fit(cells, RULES, new MixtureRules(0.2, 1e9, 0.01)))
        .containsKey("alpha_2");
    assertThat(BetaBinomial.fit(cells, RULES, new MixtureRules(0.9, 10, 0.01)))
        .containsKey("alpha_2");
  }

  @Test
  void twoKindsForTheMeanRateAloneAreNotCalledBimodal() {
    CountCells plain = simulated(5, 5_000, 0, 6, 14, 1, 1);
    CountCells mixed = simulated(5, 5_000, 0.3, 4, 36, 30, 10);

    assertThat(fit(plain))
        .containsKey("alpha_2")
        .containsEntry(BetaBinomial.IS_BIMODAL, Estimate.of(0));
    assertThat(fit(mixed)).containsEntry(BetaBinomial.IS_BIMODAL, Estimate.of(1));
  }

  /** m = .3, s = 40/200, ρ = (s − m²)/(m(1 − m)) = 11/21: α = m(1/ρ − 1), β = (1 − m)(1/ρ − 1). */
  @Test
  void theClimbStartsAtTheMomentsOfTheCounts() {
    CountCells cells =
        new CountCells(new int[] {2, 2, 2}, new int[] {0, 1, 2}, new long[] {60, 20, 20});

    assertThat(BetaBinomial.start(cells, cells.users))
        .containsExactly(new double[] {0.3 * 10 / 11, 0.7 * 10 / 11}, within(1e-12));
  }

  @Test
  void noPointNearTheEstimateIsMoreLikely() {
    CountCells cells = simulated(7, 3_000, 0, 2, 38, 1, 1);
    Map<String, Estimate> estimates = fit(cells);
    BetaLikelihood likelihood = new BetaLikelihood(cells, cells.users);
    double alpha = estimates.get("alpha_1").value();
    double beta = estimates.get("beta_1").value();
    double top = likelihood.at(alpha, beta).value();

    for (double factor : new double[] {0.99, 0.999, 1.001, 1.01}) {
      assertThat(likelihood.at(alpha * factor, beta).value()).isLessThan(top);
      assertThat(likelihood.at(alpha, beta * factor).value()).isLessThan(top);
      assertThat(likelihood.at(alpha * factor, beta * factor).value()).isLessThan(top);
    }
  }

  @Test
  void theLikelihoodIsThatOfBetaFunctions() {
    CountCells cells = new CountCells(new int[] {5, 1}, new int[] {2, 1}, new long[] {3, 4});
    double expected =
        3 * (logBeta(2 + 2, 3 + 38) - logBeta(2, 38)) + 4 * (logBeta(2 + 1, 38) - logBeta(2, 38));

    assertThat(new BetaLikelihood(cells, cells.users).at(2, 38).value())
        .isEqualTo(expected, within(1e-12));
  }

  @Test
  void usersWithOneOrderEachSayNothingOfTheSpread() {
    assertThat(prior(fit(new CountCells(new int[] {1, 1}, new int[] {0, 1}, new long[] {90, 10}))))
        .isEqualTo(BetaMixture.of(0.1 * 20, 0.9 * 20));
  }

  @Test
  void lessSpreadThanChanceGivesTheFallback() {
    Map<String, Estimate> estimates =
        fit(new CountCells(new int[] {2}, new int[] {1}, new long[] {50}));

    assertThat(prior(estimates)).isEqualTo(BetaMixture.of(10, 10));
    assertThat(estimates).containsEntry("is_fallback", Estimate.of(1));
  }

  @Test
  void aSpreadTooSmallToMeasureGivesTheFallback() {
    CountCells cells =
        new CountCells(
            new int[] {2, 2, 2}, new int[] {0, 1, 2}, new long[] {250_010, 499_980, 250_010});

    assertThat(fit(cells)).containsEntry("is_fallback", Estimate.of(1));
  }

  @Test
  void aShopWithoutABadOrderLeavesRoomForOne() {
    Map<String, Estimate> estimates =
        fit(new CountCells(new int[] {3}, new int[] {0}, new long[] {33}));

    assertThat(prior(estimates).mean()).isEqualTo(0.005, within(1e-12));
  }

  @Test
  void noUsersGiveTheConfiguredMean() {
    assertThat(prior(fit(new CountCells(new int[0], new int[0], new long[0]))).mean())
        .isEqualTo(0.05, within(1e-12));
  }

  @Test
  void theOrderOfTheCellsDoesNotChangeABit() {
    int[] trials = {3, 9, 12, 2, 5};
    int[] successes = {1, 0, 7, 2, 1};
    long[] users = {40, 60, 5, 9, 33};
    int[] otherTrials = {12, 5, 3, 2, 9};
    int[] otherSuccesses = {7, 1, 1, 2, 0};
    long[] otherUsers = {5, 33, 40, 9, 60};

    assertThat(fit(new CountCells(trials, successes, users)))
        .isEqualTo(fit(new CountCells(otherTrials, otherSuccesses, otherUsers)));
  }

  @Test
  void impossibleCellsAreRefused() {
    assertThatThrownBy(() -> new CountCells(new int[] {1}, new int[] {2}, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 successes among 1 trials");
  }

  private static Map<String, Estimate> fit(CountCells cells) {
    return BetaBinomial.fit(cells, RULES, MIXTURE);
  }

  private static BetaMixture prior(Map<String, Estimate> estimates) {
    return BetaMixture.from(
        new FittedModel("problem_prior", estimates, 1, LocalDate.EPOCH, "version"));
  }

  private static double rate(Map<String, Estimate> estimates, int k) {
    double alpha = estimates.get("alpha_" + k).value();
    return alpha / (alpha + estimates.get("beta_" + k).value());
  }

  private static void assertWithinErrors(Estimate estimate, double truth, double largestError) {
    assertThat(estimate.standardError()).isPositive().isLessThan(largestError);
    assertThat(estimate.value()).isEqualTo(truth, within(4 * estimate.standardError()));
  }

  private static double logBeta(double a, double b) {
    return org.apache.commons.math3.special.Beta.logBeta(a, b);
  }

  /** Users with 1 to 15 orders; a share of them draws its rate from the second distribution. */
  private static CountCells simulated(
      long seed, int users, double share, double a1, double b1, double a2, double b2) {
    RandomGenerator random = new Well19937c(seed);
    BetaDistribution one = new BetaDistribution(random, a1, b1);
    BetaDistribution two = new BetaDistribution(random, a2, b2);
    int[] trials = new int[users];
    int[] successes = new int[users];
    long[] counts = new long[users];
    for (int i = 0; i < users; i++) {
      trials[i] = 1 + random.nextInt(15);
      double rate = random.nextDouble() < share ? two.sample() : one.sample();
      successes[i] = new BinomialDistribution(random, trials[i], rate).sample();
      counts[i] = 1;
    }
    return new CountCells(trials, successes, counts);
  }
}
