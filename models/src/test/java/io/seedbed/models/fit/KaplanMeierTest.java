package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KaplanMeierTest {

  /** Remission in weeks under 6-MP (Freireich 1963, Gehan 1965); the last column was cut off. */
  private static final KaplanMeier GEHAN =
      KaplanMeier.of(
          new double[] {6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35},
          new long[] {3, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0},
          new long[] {0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1});

  @ParameterizedTest
  @CsvSource({"6, .857143", "10, .752941", "16, .627451", "23, .448179"})
  void gehansRemissionsAreReproduced(double week, double survival) {
    assertThat(GEHAN.survivalAt(week)).isEqualTo(survival, within(5e-7));
  }

  @Test
  void gehansErrorAndIntervalAreReproduced() {
    KaplanMeier.Step sixth = GEHAN.steps().get(0);

    assertThat(sixth.atRisk()).isEqualTo(21);
    assertThat(sixth.standardError()).isEqualTo(.07636, within(5e-6));
    assertThat(sixth.low()).isEqualTo(.6197, within(5e-5));
    assertThat(sixth.high()).isEqualTo(.9516, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "6, .0764",
    "7, .0869",
    "10, .0963",
    "13, .1068",
    "16, .1141",
    "22, .1282",
    "23, .1346"
  })
  void gehansErrorsAreReproducedToTheEnd(double week, double standardError) {
    assertThat(GEHAN.steps())
        .filteredOn(step -> step.time() == week)
        .singleElement()
        .satisfies(step -> assertThat(step.standardError()).isEqualTo(standardError, within(5e-5)));
  }

  @Test
  void gehansLastIntervalStaysWithinZeroAndOne() {
    KaplanMeier.Step last = GEHAN.steps().get(6);

    assertThat(last.low()).isEqualTo(.1881, within(5e-5));
    assertThat(last.high()).isEqualTo(.6801, within(5e-5));
  }

  @Test
  void theMedianIsTheFirstTimeHalfHaveEnded() {
    assertThat(GEHAN.median()).hasValue(23);
    assertThat(KaplanMeier.of(new double[] {1, 2, 3, 4}, ones(4), new long[4]).median())
        .hasValue(2);
  }

  @Test
  void endsComeBeforeCutsAtTheSameTime() {
    KaplanMeier curve = KaplanMeier.of(new double[] {5, 5}, new long[] {1, 0}, new long[] {0, 1});

    assertThat(curve.survivalAt(5)).isEqualTo(0.5);
  }

  @Test
  void aMedianThatIsNeverReachedIsTakenAmongThoseWhoEnded() {
    long[] ended = new long[40];
    Arrays.fill(ended, 1);
    double[] times = new double[41];
    Arrays.setAll(times, i -> i + 1);
    times[40] = 100;
    long[] cut = new long[41];
    cut[40] = 60;

    KaplanMeier curve = KaplanMeier.of(times, Arrays.copyOf(ended, 41), cut);

    assertThat(curve.median()).isEmpty();
    assertThat(curve.typicalTime(30, 60)).isEqualTo(20);
  }

  @Test
  void fewEndsGiveTheFallback() {
    KaplanMeier curve = KaplanMeier.of(new double[] {10}, new long[] {29}, new long[] {0});

    assertThat(curve.typicalTime(30, 60)).isEqualTo(60);
    assertThat(curve.typicalTime(29, 60)).isEqualTo(10);
  }

  @Test
  void noDataGiveTheFallback() {
    assertThat(KaplanMeier.of(new double[0], new long[0], new long[0]).typicalTime(0, 60))
        .isEqualTo(60);
  }

  @Test
  void aCurveThatReachesZeroHasNoInterval() {
    KaplanMeier curve = KaplanMeier.of(new double[] {1}, new long[] {2}, new long[] {0});

    assertThat(curve.steps().get(0).survival()).isZero();
    assertThat(curve.steps().get(0).low()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTrueMedianOfCensoredWaitsIsRecovered(long seed) {
    Random random = new Random(seed);
    int users = 20_000;
    double[] times = new double[users];
    long[] ended = new long[users];
    long[] cut = new long[users];
    for (int i = 0; i < users; i++) {
      double wait = -30 * Math.log(1 - random.nextDouble()) / Math.log(2);
      double observed = 90 * random.nextDouble();
      times[i] = Math.min(wait, observed);
      ended[i] = wait <= observed ? 1 : 0;
      cut[i] = 1 - ended[i];
    }

    assertThat(KaplanMeier.of(times, ended, cut).typicalTime(30, 60)).isEqualTo(30, within(1.5));
  }

  @Test
  void negativeCountsAreRefused() {
    assertThatThrownBy(() -> KaplanMeier.of(new double[] {1}, new long[] {-1}, new long[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 ends");
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
