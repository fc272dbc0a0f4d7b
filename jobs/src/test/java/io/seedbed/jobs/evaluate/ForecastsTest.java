package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastsTest {

  @Test
  void whatIsSaidIsWhatIsSo() {
    Forecasts forecasts = new Forecasts();
    for (int tenth = 1; tenth <= 9; tenth++) {
      for (int i = 0; i < 10; i++) {
        forecasts.add(tenth / 10.0, i < tenth);
      }
    }

    assertThat(forecasts.calibrationError()).isCloseTo(0, within(1e-12));
    assertThat(forecasts.bins()).hasSize(9);
  }

  @Test
  void whoIsSureAndWrongIsFarOff() {
    Forecasts forecasts = new Forecasts();
    for (int i = 0; i < 20; i++) {
      forecasts.add(0.9, i % 2 == 0);
    }

    assertThat(forecasts.calibrationError()).isCloseTo(0.4, within(1e-12));
    assertThat(forecasts.brier()).isCloseTo((0.01 + 0.81) / 2, within(1e-12));
    assertThat(forecasts.bins()).hasSize(1);
  }

  /** Positives .8 and .4, negatives .6, .4 and .1: of six pairs 4 right and one tie. */
  @Test
  void tiesCountHalf() {
    Forecasts forecasts = new Forecasts();
    forecasts.add(0.8, true);
    forecasts.add(0.4, true);
    forecasts.add(0.6, false);
    forecasts.add(0.4, false);
    forecasts.add(0.1, false);

    assertThat(forecasts.auc()).isCloseTo(4.5 / 6, within(1e-12));
  }

  @Test
  void aForecastWithoutAProbabilityIsNone() {
    Forecasts forecasts = new Forecasts();
    forecasts.add(Double.NaN, true);

    assertThat(forecasts.brier()).isNaN();
    assertThat(forecasts.auc()).isNaN();
    assertThat(forecasts.bins()).isEqualTo(List.of());
  }

  @Test
  void dealtOutAnewNothingIsLeftOfWhatWasKnown() {
    Forecasts forecasts = new Forecasts();
    Random random = new Random(3);
    for (int i = 0; i < 600; i++) {
      double probability = random.nextDouble();
      forecasts.add(probability, random.nextDouble() < probability);
    }

    assertThat(forecasts.auc()).isGreaterThan(0.5 + forecasts.chance());
    for (int seed = 0; seed < 20; seed++) {
      assertThat(forecasts.shuffled(seed).auc()).isCloseTo(0.5, within(forecasts.chance()));
    }
  }
}
