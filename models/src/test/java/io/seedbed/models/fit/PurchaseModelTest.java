package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseModelTest {

  private static final BgNbd CDNOW = new BgNbd(.243, 4.414, .793, 2.426);
  private static final ParetoNbd PARETO = new ParetoNbd(.553, 10.578, .606, 11.669);

  @Test
  void thePublishedCustomerIsExpectedToBuyAsPublished() {
    assertThat(CDNOW.expected(2, 30.43, 38.86, 39)).isEqualTo(1.226, within(5e-4));
    assertThat(CDNOW.pAlive(2, 30.43, 38.86)).isEqualTo(.7266, within(5e-5));
  }

  @Test
  void oneTimeBuyersAreAliveForBgNbdAndFadeForParetoNbd() {
    assertThat(CDNOW.pAlive(0, 0, 500)).isEqualTo(1);
    assertThat(PARETO.pAlive(0, 0, 1)).isGreaterThan(.95);
    assertThat(PARETO.pAlive(0, 0, 500)).isLessThan(.3).isPositive();
  }

  /** The definition, integrated over the moment of loss by Simpson's rule. */
  @ParameterizedTest
  @CsvSource({
    ".553, 10.578, .606, 11.669, 2, 30.43, 38.86",
    ".553, 10.578, .606, 11.669, 0, 0, 38.86",
    "2, 40, 1, 3, 4, 10, 60",
    "1.5, 3, .4, 60, 7, 12, 100",
    "1, 5, 1, 5, 1, 2, 30"
  })
  void paretoNbdIsWhatItsIntegralSays(
      double r, double alpha, double s, double beta, int x, double last, double age) {
    ParetoNbd model = new ParetoNbd(r, alpha, s, beta);
    double alive = Math.pow(alpha + age, -r - x) * Math.pow(beta + age, -s);
    double lost =
        integral(
            time -> s * Math.pow(alpha + time, -r - x) * Math.pow(beta + time, -s - 1), last, age);

    assertThat(model.pAlive(x, last, age)).isEqualTo(alive / (alive + lost), within(1e-9));
  }

  /** The mean over rates and chances of loss, integrated by Simpson's rule over the latter. */
  @ParameterizedTest
  @CsvSource({
    "2, 38.86, 39, .793",
    "2, 38.86, 39, 1",
    "2, 38.86, 39, 1.0000001",
    "0, 1, 200, 1.7",
    "1, 1, 10000, 1.2",
    "3, 2, 10000, 2.5",
    "40, 300, 90, 5"
  })
  void expectedPurchasesAreTheMeanOverChancesOfLoss(int x, double age, double horizon, double a) {
    BgNbd model = new BgNbd(.243, 4.414, a, 2.426);
    double ahead = horizon / (model.alpha() + age);
    DoubleUnaryOperator bought =
        p -> -Math.expm1(-(model.r() + x) * Math.log1p(p * ahead)) / Math.max(p, 1e-300);
    // p = u⁴ takes the spike at 0 away.
    double mean =
        integral(
            u -> {
              double p = Math.max(1e-300, u * u * u * u);
              return 4
                  * u
                  * u
                  * u
                  * bought.applyAsDouble(p)
                  * Math.exp(
                      (a - 1) * Math.log(p)
                          + (model.b() + x - 1) * Math.log1p(-Math.min(p, 1 - 1e-16))
                          - Beta.logBeta(a, model.b() + x));
            },
            0,
            1);

    assertThat(model.expected(x, age, age, horizon) / model.pAlive(x, age, age))
        .isEqualTo(mean, within(1e-6 * mean));
  }

  @Test
  void bothWaysToExpectedPurchasesMeetAtThePole() {
    double atPole = new BgNbd(.243, 4.414, 1, 2.426).expected(2, 30.43, 38.86, 39);
    double below = new BgNbd(.243, 4.414, 1 - 1.1e-3, 2.426).expected(2, 30.43, 38.86, 39);
    double above = new BgNbd(.243, 4.414, 1 + 1.1e-3, 2.426).expected(2, 30.43, 38.86, 39);

    assertThat(atPole).isEqualTo((below + above) / 2, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 1, 400, 90",
    "1500, 399, 400, 90",
    "1500, 0, 10000, 10000",
    "0, 0, 0, 10000",
    "3, 0, 0, 10000",
    "1, 0, 10000, 1",
    "1500, 10000, 10000, 10000"
  })
  void extremesGiveNumbersWithinTheirBounds(int x, double last, double age, double horizon) {
    for (PurchaseModel model :
        new PurchaseModel[] {
          CDNOW,
          PARETO,
          new BgNbd(5, 80, 1, 0.2),
          new ParetoNbd(3, 1e-3, 1, 5e3),
          new ParetoNbd(3, 5e3, 1, 1e-3)
        }) {
      assertThat(model.pAlive(x, last, age)).isBetween(0.0, 1.0);
      assertThat(model.expected(x, last, age, horizon)).isFinite().isNotNegative();
      assertThat(model.likelihood().of(new PurchaseCells.Cell(x, x == 0 ? 0 : last, age)))
          .isFinite();
    }
  }

  @Test
  void moreSilenceMeansLessLife() {
    for (PurchaseModel model : new PurchaseModel[] {CDNOW, PARETO}) {
      assertThat(model.pAlive(5, 20, 60)).isLessThan(model.pAlive(5, 50, 60));
      assertThat(model.expected(5, 20, 60, 30)).isLessThan(model.expected(5, 50, 60, 30));
    }
  }

  @ParameterizedTest
  @CsvSource({"2.5, 4, .3", "0.7, 0.9, .5", "30, 31.5, .8", "1, 2, 0"})
  void theFractionIsWhatTheSeriesSays(double p, double c, double z) {
    assertThat(Hypergeometric.logOfFirstOne(p, c, z))
        .isEqualTo(Math.log(Hypergeometric.series(1, p, c, z)), within(1e-12));
  }

  @Test
  void theFractionHoldsCloseToOne() {
    // ₂F₁(1, 1; 2; z) = −ln(1 − z) / z.
    double z = 1 - 1e-6;
    assertThat(Math.exp(Hypergeometric.logOfFirstOne(1, 2, z)))
        .isEqualTo(-Math.log(1e-6) / z, within(1e-8));
  }

  @Test
  void aMeanSpendIsDrawnTowardsTheShops() {
    GammaGamma spend = new GammaGamma(6.25, 3.74, 15.44);
    double shop = 6.25 * 15.44 / 2.74;

    assertThat(spend.expected(0, 0)).isEqualTo(shop, within(1e-9));
    assertThat(spend.expected(1, 100)).isGreaterThan(shop).isLessThan(100);
    assertThat(spend.expected(500, 50_000)).isEqualTo(100, within(0.5));
  }

  private static double integral(DoubleUnaryOperator function, double from, double to) {
    int parts = 200_000;
    double step = (to - from) / parts;
    double sum = function.applyAsDouble(from) + function.applyAsDouble(to);
    for (int i = 1; i < parts; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * function.applyAsDouble(from + i * step);
    }
    return sum * step / 3;
  }
}
