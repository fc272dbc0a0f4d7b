package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GammaPriorTest {

  @Test
  void aShapeOfOneIsTheExponential() {
    GammaPrior exponential = new GammaPrior(1, 2);

    assertThat(exponential.above(0.7)).isEqualTo(Math.exp(-1.4), within(1e-14));
    assertThat(exponential.quantile(0.75)).isEqualTo(Math.log(4) / 2, within(1e-14));
  }

  @Test
  void eventsAddToTheShapeAndExposureToTheRate() {
    assertThat(new GammaPrior(0.5, 2).after(12, 3)).isEqualTo(new GammaPrior(3.5, 14));
    assertThat(new GammaPrior(0.5, 2).after(12, 3).mean()).isEqualTo(0.25);
  }

  @Test
  void quantilesFarAboveOneAreFound() {
    GammaPrior busy = new GammaPrior(400, 0.5);

    assertThat(busy.above(busy.quantile(0.2))).isEqualTo(0.8, within(1e-12));
  }

  @Test
  void everyRateIsAboveZero() {
    assertThat(new GammaPrior(2, 3).above(0)).isEqualTo(1);
  }

  @Test
  void impossibleCountsAndPriorsAreRefused() {
    assertThatThrownBy(() -> new GammaPrior(1, 1).after(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exposure of -1.0");
    assertThatThrownBy(() -> new GammaPrior(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shape 0.0");
  }
}
