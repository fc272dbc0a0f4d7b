package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.util.Map;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaPoissonTest {

  private static final PriorRules RULES = new PriorRules(20, 1e4, 0.05);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSpreadOfASimulatedPopulationIsRecovered(long seed) {
    Map<String, Estimate> estimates = fit(simulated(seed, 20_000, 0.5, 2));

    assertThat(estimates.get("shape").standardError()).isPositive().isLessThan(0.05);
    assertThat(estimates.get("shape").value())
        .isEqualTo(0.5, within(4 * estimates.get("shape").standardError()));
    assertThat(estimates.get("rate").standardError()).isPositive().isLessThan(0.2);
    assertThat(estimates.get("rate").value())
        .isEqualTo(2, within(4 * estimates.get("rate").standardError()));
  }

  @Test
  void aSharperPeakThanTheTruthIsNotReported() {
    Map<String, Estimate> small = fit(simulated(1, 500, 0.5, 2));
    Map<String, Estimate> large = fit(simulated(1, 50_000, 0.5, 2));

    assertThat(small.get("rate").standardError())
        .isEqualTo(10 * large.get("rate").standardError(), within(0.3));
  }

  @Test
  void equalRatesGiveTheFallback() {
    Map<String, Estimate> estimates =
        fit(new ExposureCells(new int[] {10}, new int[] {1}, new long[] {300}));

    assertThat(prior(estimates)).isEqualTo(new GammaPrior(0.1 * 20, 20));
    assertThat(estimates).containsEntry("is_fallback", Estimate.of(1));
  }

  @Test
  void aShopWithoutAShareLeavesRoomForOne() {
    Map<String, Estimate> estimates =
        fit(new ExposureCells(new int[] {10}, new int[] {0}, new long[] {5}));

    assertThat(prior(estimates).mean()).isEqualTo(0.01, within(1e-12));
  }

  @Test
  void noUsersGiveTheConfiguredMean() {
    assertThat(prior(fit(new ExposureCells(new int[0], new int[0], new long[0]))).mean())
        .isEqualTo(0.05, within(1e-12));
  }

  @Test
  void theOrderOfTheCellsDoesNotChangeABit() {
    assertThat(
            fit(
                new ExposureCells(
                    new int[] {3, 12, 7, 9}, new int[] {0, 9, 1, 0}, new long[] {40, 6, 11, 70})))
        .isEqualTo(
            fit(
                new ExposureCells(
                    new int[] {9, 7, 12, 3}, new int[] {0, 1, 9, 0}, new long[] {70, 11, 6, 40})));
  }

  @Test
  void cellsWithoutExposureAreRefused() {
    assertThatThrownBy(() -> new ExposureCells(new int[] {0}, new int[] {0}, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exposure of 0");
  }

  private static Map<String, Estimate> fit(ExposureCells cells) {
    return GammaPoisson.fit(cells, RULES);
  }

  private static GammaPrior prior(Map<String, Estimate> estimates) {
    return GammaPrior.from(new FittedModel("share_rate", estimates, 1, LocalDate.EPOCH, "version"));
  }

  private static ExposureCells simulated(long seed, int users, double shape, double rate) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, shape, 1 / rate);
    int[] exposures = new int[users];
    int[] events = new int[users];
    long[] counts = new long[users];
    for (int i = 0; i < users; i++) {
      exposures[i] = 1 + random.nextInt(13);
      double expected = Math.max(1e-12, exposures[i] * rates.sample());
      PoissonDistribution poisson = new PoissonDistribution(random, expected, 1e-12, 10_000_000);
      events[i] = poisson.sample();
      counts[i] = 1;
    }
    return new ExposureCells(exposures, events, counts);
  }
}
