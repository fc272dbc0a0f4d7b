package io.seedbed.world.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private final Draws draws = new Draws(1);

  @Test
  void theSameQuestionHasTheSameAnswer() {
    assertThat(draws.uniform(Purpose.SHARING, 7, 3))
        .isEqualTo(new Draws(1).uniform(Purpose.SHARING, 7, 3));
  }

  @Test
  void otherPurposesPeopleDaysSeedsAndWorldsHaveOtherAnswers() {
    assertThat(
            new double[] {
              draws.uniform(Purpose.SHARING, 7, 3),
              draws.uniform(Purpose.SEEING, 7, 3),
              draws.uniform(Purpose.SHARING, 3, 7),
              draws.uniform(Purpose.SHARING, 7, 4),
              new Draws(2).uniform(Purpose.SHARING, 7, 3),
              draws.ofWorld(1).uniform(Purpose.SHARING, 7, 3)
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void thisWorldIsTheWorldOfNumberZero() {
    assertThat(draws.ofWorld(0).uniform(Purpose.SEEING, 1, 1))
        .isEqualTo(draws.uniform(Purpose.SEEING, 1, 1));
  }

  @Test
  void uniformNumbersFillTheirRange() {
    double[] numbers =
        IntStream.range(0, 100_000)
            .mapToDouble(who -> draws.uniform(Purpose.SHARING, who % 317, who / 317))
            .toArray();

    for (int tenth = 0; tenth < 10; tenth++) {
      double from = tenth / 10.0;
      long inside =
          java.util.Arrays.stream(numbers).filter(at -> at >= from && at < from + 0.1).count();
      assertThat(inside).isBetween(9_600L, 10_400L);
    }
  }

  @Test
  void normalNumbersHaveTheirMeanAndSpread() {
    double[] numbers =
        IntStream.range(0, 50_000)
            .mapToDouble(who -> draws.normal(Purpose.TRAITS, who, 0))
            .toArray();
    double mean = java.util.Arrays.stream(numbers).average().orElseThrow();
    double square = java.util.Arrays.stream(numbers).map(at -> at * at).average().orElseThrow();

    assertThat(mean).isCloseTo(0, within(0.02));
    assertThat(square).isCloseTo(1, within(0.03));
  }

  @Test
  void countsHaveTheirMean() {
    SplittableRandom random = new SplittableRandom(1);
    double mean =
        IntStream.range(0, 50_000)
            .map(at -> Variates.poisson(1.7, random.nextDouble()))
            .average()
            .orElseThrow();

    assertThat(mean).isCloseTo(1.7, within(0.03));
  }

  @Test
  void wholeWeightsAreDrawnInProportion() {
    SplittableRandom random = new SplittableRandom(1);
    int[] drawn = new int[4];
    for (int draw = 0; draw < 10_000; draw++) {
      drawn[Variates.placeOf(List.of(2, 0, 1, 7), random)]++;
    }

    assertThat(drawn[0]).isBetween(1_900, 2_100);
    assertThat(drawn[1]).isZero();
    assertThat(drawn[2]).isBetween(900, 1_100);
    assertThat(drawn[3]).isBetween(6_850, 7_150);
  }
}
