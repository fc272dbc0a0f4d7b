package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseProcessTest {

  private static final int LEAST = 30;

  @Test
  void cdnowGivesThePublishedBgNbd() {
    PurchaseCells cells = Cdnow.read().purchases();
    Map<String, Estimate> fit = PurchaseProcess.BG_NBD.fit(cells, LEAST, 39);

    assertThat(cells.size()).isEqualTo(1016);
    assertThat(value(fit, "r")).isEqualTo(.2426, within(1e-4));
    assertThat(value(fit, "alpha")).isEqualTo(4.414, within(1e-3));
    assertThat(value(fit, "a")).isEqualTo(.793, within(5e-4));
    assertThat(value(fit, "b")).isEqualTo(2.426, within(1e-3));
    assertThat(value(fit, "log_likelihood")).isEqualTo(-9582.43, within(5e-3));
    assertThat(FitStatus.of(named(fit))).isEqualTo(FitStatus.USED);
  }

  @Test
  void cdnowGivesThePublishedParetoNbd() {
    Map<String, Estimate> fit = PurchaseProcess.PARETO_NBD.fit(Cdnow.read().purchases(), LEAST, 39);

    assertThat(value(fit, "r")).isEqualTo(.553, within(1e-3));
    assertThat(value(fit, "alpha")).isEqualTo(10.578, within(1e-2));
    assertThat(value(fit, "s")).isEqualTo(.606, within(2e-3));
    assertThat(value(fit, "beta")).isEqualTo(11.669, within(5e-2));
    assertThat(value(fit, "log_likelihood")).isEqualTo(-9595.0, within(5e-2));
  }

  @Test
  void cdnowGivesThePublishedGammaGamma() {
    SpendCells cells = Cdnow.read().spends();
    Map<String, Estimate> fit = GammaGamma.fit(cells, LEAST, 0.3);

    assertThat(cells.totalCustomers()).isEqualTo(946);
    assertThat(value(fit, "p")).isEqualTo(6.25, within(5e-3));
    assertThat(value(fit, "q")).isEqualTo(3.74, within(5e-3));
    assertThat(value(fit, "gamma")).isEqualTo(15.44, within(2e-2));
    assertThat(value(fit, "log_likelihood")).isEqualTo(-4055.92, within(5e-3));
    assertThat(value(fit, "correlation")).isEqualTo(.11, within(5e-3));
  }

  @Test
  void twoHundredDrawsAgreeWithTheCurvatureAtThePeak() {
    Map<String, Estimate> fit = PurchaseProcess.BG_NBD.fit(Cdnow.read().purchases(), LEAST, 39);
    LogNormalParameters<PurchaseModel> model = PurchaseProcess.BG_NBD.read(fit);
    DrawnInterval drawn = DrawnInterval.of(model, one -> one.expected(2, 30.43, 38.86, 39));
    double error = Math.sqrt(model.logVariance(one -> one.expected(2, 30.43, 38.86, 39)));

    assertThat(drawn.standardError() / drawn.value()).isEqualTo(error, within(0.1 * error));
    assertThat(Math.log(drawn.high() / drawn.low())).isEqualTo(2 * 1.96 * error, within(error));
    assertThat(DrawnInterval.of(model, one -> one.expected(2, 30.43, 38.86, 39))).isEqualTo(drawn);
  }

  @Test
  void newCustomersOfCdnowAreExpectedToBuyWhatTheOldOnesDid() {
    PurchaseCells cells = Cdnow.read().purchases();
    double meanAge = 32.7;
    Map<String, Estimate> fit = PurchaseProcess.BG_NBD.fit(cells, LEAST, meanAge);

    assertThat(value(fit, "expected_purchases"))
        .isEqualTo(cells.totalRepeats() / 2357, within(0.02));
    assertThat(value(fit, "expected_purchases"))
        .isBetween(value(fit, "expected_purchases_low"), value(fit, "expected_purchases_high"));
  }

  @Test
  void theUnitOfTimeScalesTimesAndNothingElse() {
    PurchaseCells weeks = simulated(1, 3_000, new BgNbd(0.8, 20, 0.9, 3));
    Map<String, Estimate> inWeeks = PurchaseProcess.BG_NBD.fit(weeks, LEAST, 10);
    Map<String, Estimate> inDays = PurchaseProcess.BG_NBD.fit(weeks.inUnits(1 / 7.0), LEAST, 70);

    assertThat(value(inDays, "r")).isEqualTo(value(inWeeks, "r"), within(1e-6));
    assertThat(value(inDays, "alpha")).isEqualTo(7 * value(inWeeks, "alpha"), within(1e-4));
    assertThat(value(inDays, "expected_purchases"))
        .isEqualTo(value(inWeeks, "expected_purchases"), within(1e-6));
    assertThat(value(inDays, "log_likelihood"))
        .isEqualTo(
            value(inWeeks, "log_likelihood") - weeks.totalRepeats() * Math.log(7), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTruthOfASimulatedShopLiesWithinItsErrors(long seed) {
    BgNbd truth = new BgNbd(0.8, 20, 0.9, 3);
    Map<String, Estimate> fit =
        PurchaseProcess.BG_NBD.fit(simulated(seed, 20_000, truth), LEAST, 10);

    assertThat(fit.get("r").standardError()).isPositive().isLessThan(0.05);
    assertThat(value(fit, "r")).isEqualTo(0.8, within(4 * fit.get("r").standardError()));
    assertThat(value(fit, "alpha")).isEqualTo(20, within(4 * fit.get("alpha").standardError()));
    assertThat(value(fit, "a")).isEqualTo(0.9, within(4 * fit.get("a").standardError()));
    assertThat(value(fit, "b")).isEqualTo(3, within(4 * fit.get("b").standardError()));
  }

  @Test
  void tooFewRepeatersGiveAReasonInsteadOfAFit() {
    PurchaseCells cells =
        new PurchaseCells(
            new int[] {0, 1}, new double[] {0, 3}, new double[] {9, 9}, new long[] {1_000, 29});

    assertThat(PurchaseProcess.BG_NBD.fit(cells, 30, 90))
        .isEqualTo(FitStatus.FEW_CUSTOMERS.alone());
    assertThat(PurchaseProcess.PARETO_NBD.fit(cells, 30, 90))
        .isEqualTo(FitStatus.FEW_CUSTOMERS.alone());
    assertThat(GammaGamma.fit(new SpendCells(new int[0], new double[0], new long[0]), 1, 0.3))
        .isEqualTo(FitStatus.FEW_CUSTOMERS.alone());
  }

  @Test
  void customersWhoAllBuyAlikeHaveNoPeak() {
    PurchaseCells cells =
        new PurchaseCells(new int[] {5}, new double[] {50}, new double[] {60}, new long[] {500});

    assertThat(FitStatus.of(named(PurchaseProcess.BG_NBD.fit(cells, LEAST, 90))))
        .isEqualTo(FitStatus.NO_PEAK);
    assertThat(FitStatus.of(named(PurchaseProcess.PARETO_NBD.fit(cells, LEAST, 90))))
        .isEqualTo(FitStatus.NO_PEAK);
    SpendCells spends = new SpendCells(new int[] {5}, new double[] {50}, new long[] {500});
    assertThat(FitStatus.of(named(GammaGamma.fit(spends, LEAST, 0.3))))
        .isEqualTo(FitStatus.NO_PEAK);
  }

  @Test
  void spendThatHangsOnFrequencyIsReportedAndNotUsed() {
    SpendCells cells = Cdnow.read().spends();

    Map<String, Estimate> fit = GammaGamma.fit(cells, LEAST, 0.1);

    assertThat(FitStatus.of(named(fit))).isEqualTo(FitStatus.CORRELATED_SPEND);
    assertThat(fit).containsKeys("p", "log_likelihood").doesNotContainKey("expected_spend");
  }

  @Test
  void spendWithoutAMeanIsReportedAndNotUsed() {
    Random random = new Random(3);
    int customers = 4_000;
    int[] purchases = new int[customers];
    double[] spends = new double[customers];
    long[] ones = new long[customers];
    for (int i = 0; i < customers; i++) {
      purchases[i] = 1 + random.nextInt(4);
      double rate = gamma(random, 0.6, 1);
      spends[i] = gamma(random, 2.0 * purchases[i], rate * purchases[i]);
      ones[i] = 1;
    }

    Map<String, Estimate> fit = GammaGamma.fit(new SpendCells(purchases, spends, ones), LEAST, 1);

    assertThat(value(fit, "q")).isEqualTo(0.6, within(0.05));
    assertThat(FitStatus.of(named(fit))).isEqualTo(FitStatus.INFINITE_MEAN);
  }

  @Test
  void theOrderOfTheCellsDoesNotChangeABit() {
    PurchaseCells cells =
        new PurchaseCells(
            new int[] {0, 1, 3, 2},
            new double[] {0, 4, 50, 9},
            new double[] {60, 60, 55, 30},
            new long[] {90, 40, 30, 20});
    PurchaseCells turned =
        new PurchaseCells(
            new int[] {2, 3, 1, 0},
            new double[] {9, 50, 4, 0},
            new double[] {30, 55, 60, 60},
            new long[] {20, 30, 40, 90});

    assertThat(PurchaseProcess.PARETO_NBD.fit(turned, LEAST, 90))
        .isEqualTo(PurchaseProcess.PARETO_NBD.fit(cells, LEAST, 90));
  }

  @Test
  void impossibleCellsAreRefused() {
    assertThatThrownBy(
            () ->
                new PurchaseCells(
                    new int[] {1}, new double[] {9}, new double[] {8}, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the last after 9.0 of 8.0");
    assertThatThrownBy(() -> new SpendCells(new int[] {0}, new double[] {9}, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9.0 over 0 purchases");
    assertThatThrownBy(() -> FitStatus.of(named(Map.of("status", Estimate.of(99)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no status has the code 99.0");
  }

  private static PurchaseCells simulated(long seed, int customers, BgNbd truth) {
    Random random = new Random(seed);
    int[] repeats = new int[customers];
    double[] lasts = new double[customers];
    double[] ages = new double[customers];
    long[] ones = new long[customers];
    for (int i = 0; i < customers; i++) {
      double rate = gamma(random, truth.r(), truth.alpha());
      double one = gamma(random, truth.a(), 1);
      double loss = one / (one + gamma(random, truth.b(), 1));
      ages[i] = 20 + random.nextInt(60);
      ones[i] = 1;
      double time = -Math.log(1 - random.nextDouble()) / rate;
      while (time <= ages[i]) {
        repeats[i]++;
        lasts[i] = time;
        if (random.nextDouble() < loss) {
          break;
        }
        time -= Math.log(1 - random.nextDouble()) / rate;
      }
    }
    return new PurchaseCells(repeats, lasts, ages, ones);
  }

  private static double gamma(Random random, double shape, double rate) {
    return new GammaDistribution(null, shape, 1 / rate)
        .inverseCumulativeProbability(random.nextDouble());
  }

  private static double value(Map<String, Estimate> fit, String parameter) {
    return fit.get(parameter).value();
  }

  private static FittedModel named(Map<String, Estimate> fit) {
    return new FittedModel("model", fit, 1, LocalDate.EPOCH, "v");
  }
}
