package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(9, 2, 4)).isEqualTo(new Spread(4, 2, 9));
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Spread.of(1, 10, 2, 4)).isEqualTo(new Spread(3, 1, 10));
  }

  @Test
  void noMeasurementsAreRefused() {
    assertThatThrownBy(Spread::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot take the median of no measurements. Measure at least once.");
  }
}
