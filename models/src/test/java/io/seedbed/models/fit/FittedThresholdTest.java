package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.Collections;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FittedThresholdTest {

  private static final ThresholdRules RULES = new ThresholdRules(0.9, 0.02, 0.5, 200, 0.5);
  private static final PriorRules PRIOR = new PriorRules(20, 1e4, 0.05);

  @Test
  void aThresholdThatChanceHardlyMovesIsTaken() {
    FittedThreshold threshold = judged(0.2, 0.16, 0.25, 0.1);

    assertThat(threshold.isStable()).isTrue();
    assertThat(threshold.value()).isEqualTo(0.2);
    assertThat(threshold.low()).isEqualTo(0.16);
    assertThat(threshold.high()).isEqualTo(0.25);
  }

  @Test
  void aThresholdThatChanceMovesIsKnownButNotTaken() {
    FittedThreshold threshold = judged(0.2, 0.14, 0.25, 0.1);

    assertThat(threshold.value()).isEqualTo(0.1);
    assertThat(threshold.estimates())
        .containsEntry("threshold", Estimate.of(0.1))
        .containsEntry("is_stable", Estimate.of(0))
        .containsEntry("threshold_fitted", Estimate.of(0.2))
        .containsEntry("threshold_low", Estimate.of(0.14))
        .containsEntry("threshold_high", Estimate.of(0.25));
  }

  @Test
  void nothingLeavesTheBoundsAndWhatLiesBeyondThemIsNoUncertainty() {
    FittedThreshold below = judged(0.001, 0.0001, 0.015, 0.01);
    FittedThreshold above = judged(0.8, 0.6, 0.99, 0.7);
    FittedThreshold wide = judged(0.02, 0.001, 0.2, 0.9);

    assertThat(below).isEqualTo(new FittedThreshold(0.02, 0.02, 0.02, 0.02, true));
    assertThat(above).isEqualTo(new FittedThreshold(0.5, 0.5, 0.5, 0.5, true));
    assertThat(wide.value()).isEqualTo(0.5);
  }

  /** Of 200 sorted values five are left out at either end. */
  @Test
  void theIntervalLeavesOutOneInFortyAtEitherEnd() {
    double[] redrawn = IntStream.rangeClosed(1, 200).mapToDouble(i -> i / 1000.0 + 0.1).toArray();

    FittedThreshold threshold = FittedThreshold.of(0.2, redrawn, 0.1, RULES);

    assertThat(threshold.low()).isEqualTo(0.106, within(1e-12));
    assertThat(threshold.high()).isEqualTo(0.295, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fortyBuyersCannotTellTheThresholdAndManyCan(long seed) {
    FittedThreshold few = ofBadOrders(buyers(seed, 40));
    FittedThreshold many = ofBadOrders(buyers(seed, 10_000));

    assertThat(few.isStable()).isFalse();
    assertThat(few.value()).isEqualTo(few.fallback());
    assertThat(many.isStable()).isTrue();
    assertThat(many.low()).isLessThan(many.value());
    assertThat(many.high()).isGreaterThan(many.value());
    assertThat(many.value())
        .isEqualTo(new BetaDistribution(2, 18).inverseCumulativeProbability(0.9), within(0.01));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fortyRepeatUsersCannotTellHowMuchIsMuchAndManyCan(long seed) {
    ThresholdRules weekly = new ThresholdRules(0.75, 0.05, 7, 200, 0.5);
    FittedThreshold few = ofShares(sharers(seed, 40), weekly);
    FittedThreshold many = ofShares(sharers(seed, 10_000), weekly);

    assertThat(few.isStable()).isFalse();
    assertThat(few.value()).isEqualTo(few.fallback());
    assertThat(many.isStable()).isTrue();
    assertThat(many.value())
        .isEqualTo(
            new GammaDistribution(0.5, 1 / 2.0).inverseCumulativeProbability(0.75), within(0.02));
  }

  /** The interval of repeated sampling: its half width is about two standard errors. */
  @Test
  void theIntervalIsAsWideAsThresholdsOfOtherShopsVary() {
    double[] ofOtherShops =
        IntStream.range(0, 100)
            .mapToDouble(seed -> highRate(buyers(1_000 + seed, 2_000)))
            .sorted()
            .toArray();
    double width = ofOtherShops[97] - ofOtherShops[2];

    FittedThreshold threshold = ofBadOrders(buyers(1, 2_000));

    assertThat(threshold.high() - threshold.low()).isEqualTo(width, within(0.35 * width));
  }

  @Test
  void twoKindsOfBuyersStayTwoInShopsDrawnAgain() {
    CountCells cells = twoKinds(3, 6_000);
    BetaMixture prior =
        BetaMixture.from(BetaBinomial.fit(cells, PRIOR, new MixtureRules(0.2, 2, 0.01)));

    FittedThreshold threshold =
        new BetaThreshold(cells, prior, PRIOR, kinds -> kinds.above(0.3)).judged(RULES);

    assertThat(threshold.isStable()).isTrue();
    assertThat(threshold.low()).isBetween(0.15, 0.2);
    assertThat(threshold.high()).isBetween(0.2, 0.25);
  }

  @ParameterizedTest
  @CsvSource({"40", "700"})
  void theOrderOfTheCellsDoesNotChangeABit(int users) {
    int[] trials = IntStream.range(0, users).map(i -> 1 + i % 9).toArray();
    int[] bad = IntStream.range(0, users).map(i -> i % 7 == 0 ? trials[i] / 2 : 0).toArray();
    long[] one = IntStream.range(0, users).mapToLong(i -> 1 + i % 3).toArray();

    assertThat(ofBadOrders(new CountCells(trials, bad, one)))
        .isEqualTo(ofBadOrders(new CountCells(reversed(trials), reversed(bad), reversed(one))));
  }

  @Test
  void impossibleRulesAreRefusedWithTheirKey() {
    assertThatThrownBy(() -> new ThresholdRules(1, 0.02, 0.5, 200, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile is 1.0; use a number between 0 and 1");
    assertThatThrownBy(() -> new ThresholdRules(0.9, 0, 0.5, 200, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("floor is 0.0; use a positive rate");
    assertThatThrownBy(() -> new ThresholdRules(0.9, 0.5, 0.5, 200, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ceiling is 0.5; use more than floor (0.5)");
    assertThatThrownBy(() -> new ThresholdRules(0.9, 0.02, 0.5, 39, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("replicates is 39; use 40 or more");
    assertThatThrownBy(() -> new ThresholdRules(0.9, 0.02, 0.5, 200, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("widest-interval is 0.0; use a positive share");
  }

  /** Of shops drawn again that come to one of two values, half each. */
  private static FittedThreshold judged(double fitted, double low, double high, double fallback) {
    double[] redrawn =
        DoubleStream.concat(
                DoubleStream.generate(() -> high).limit(100),
                DoubleStream.generate(() -> low).limit(100))
            .toArray();
    return FittedThreshold.of(fitted, redrawn, fallback, RULES);
  }

  private static FittedThreshold ofBadOrders(CountCells cells) {
    BetaMixture prior =
        BetaMixture.from(BetaBinomial.fit(cells, PRIOR, new MixtureRules(0.9, 1e9, 0.01)));
    return new BetaThreshold(cells, prior, PRIOR, kinds -> kinds.quantile(0.9)).judged(RULES);
  }

  private static double highRate(CountCells cells) {
    LogNewton.Top prior = BetaBinomial.spread(cells, PRIOR).orElseThrow();
    return BetaMixture.of(prior.first(), prior.second()).quantile(0.9);
  }

  private static FittedThreshold ofShares(ExposureCells cells, ThresholdRules rules) {
    Map<String, Estimate> estimates = GammaPoisson.fit(cells, PRIOR);
    GammaPrior prior =
        new GammaPrior(estimates.get("shape").value(), estimates.get("rate").value());
    return GammaPoisson.threshold(cells, prior, PRIOR, rules);
  }

  /** Most buy a few times, some often; rates are Beta(2, 18). */
  private static CountCells buyers(long seed, int users) {
    RandomGenerator random = new Well19937c(seed);
    BetaDistribution rates = new BetaDistribution(random, 2, 18);
    return cells(random, users, i -> rates.sample());
  }

  private static CountCells twoKinds(long seed, int users) {
    RandomGenerator random = new Well19937c(seed);
    BetaDistribution good = new BetaDistribution(random, 1, 40);
    BetaDistribution bad = new BetaDistribution(random, 12, 8);
    return cells(random, users, i -> i % 5 == 0 ? bad.sample() : good.sample());
  }

  private static CountCells cells(RandomGenerator random, int users, IntToDoubleFunction rate) {
    int[] trials = new int[users];
    int[] bad = new int[users];
    for (int i = 0; i < users; i++) {
      trials[i] = 1 + (int) Math.min(60, Math.exp(0.8 + random.nextGaussian()));
      double rateOfUser = rate.applyAsDouble(i);
      bad[i] =
          (int) IntStream.range(0, trials[i]).filter(j -> random.nextDouble() < rateOfUser).count();
    }
    return new CountCells(trials, bad, ones(users));
  }

  /** Shares in 1 to 13 weeks at rates that are gamma distributed with shape 0.5 and rate 2. */
  private static ExposureCells sharers(long seed, int users) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, 0.5, 1 / 2.0);
    int[] weeks = new int[users];
    int[] shares = new int[users];
    for (int i = 0; i < users; i++) {
      weeks[i] = 1 + random.nextInt(13);
      double mean = Math.max(1e-12, weeks[i] * rates.sample());
      shares[i] = new PoissonDistribution(random, mean, 1e-9, 10_000).sample();
    }
    return new ExposureCells(weeks, shares, ones(users));
  }

  private static long[] ones(int users) {
    return Collections.nCopies(users, 1L).stream().mapToLong(Long::longValue).toArray();
  }

  private static int[] reversed(int[] values) {
    return IntStream.range(0, values.length).map(i -> values[values.length - 1 - i]).toArray();
  }

  private static long[] reversed(long[] values) {
    return IntStream.range(0, values.length)
        .mapToLong(i -> values[values.length - 1 - i])
        .toArray();
  }
}
