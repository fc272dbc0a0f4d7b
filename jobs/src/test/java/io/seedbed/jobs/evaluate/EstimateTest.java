package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  /** Mean 3, standard deviation √2.5, t(4) = 2.776445. */
  @Test
  void theIntervalIsStudents() {
    Estimate estimate = Estimate.of(1, 2, 3, 4, 5);

    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.high() - estimate.mean())
        .isCloseTo(2.776445 * Math.sqrt(2.5) / Math.sqrt(5), within(1e-6));
    assertThat(estimate.low()).isCloseTo(6 - estimate.high(), within(1e-12));
  }

  @Test
  void aShopWithoutTheFigureIsLeftOut() {
    assertThat(Estimate.of(Double.NaN, 2, 4).mean()).isEqualTo(3);
    assertThat(Estimate.of(Double.NaN, 2).shops()).isEqualTo(1);
    assertThat(Estimate.of(Double.NaN, 2).low()).isNaN();
  }
}
