package io.seedbed.models.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.GammaPrior;
import io.seedbed.models.fit.ThresholdRules;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentFitsTest {

  private static final LocalDate FIT_DAY = Users.RUN_DATE.day();

  @ParameterizedTest
  @CsvSource({
    "2026-05-02, 2026-06-15, 2026-05-31",
    "2026-05-03, 2026-06-15, 2026-06-15",
    "2026-05-02, 2026-06-01, 2026-05-31",
    "2026-06-10, 2026-06-15, 2026-06-15",
    "2020-01-01, 2026-03-31, 2026-02-28",
    ", 2026-06-15, 2026-06-15"
  })
  void fitsEndBeforeTheMonthUnlessTheShopIsYoungThen(
      LocalDate firstOrder, LocalDate runDay, LocalDate fitDay) {
    Row cell = RowFactory.create(firstOrder == null ? null : Date.valueOf(firstOrder));
    RunDate runDate = new RunDate(runDay, ZoneId.of("Asia/Shanghai"));

    FittedModel fitted = FitDate.fit(List.of(cell), runDate, Users.RULES);

    assertThat(FitDate.from(fitted)).isEqualTo(fitDay);
    assertThat(fitted.asOfDay()).isEqualTo(fitDay);
  }

  @Test
  void theProblemPriorSeesBuyersOnly() {
    Users users = new Users().user("prospect").badBuyer("good", 10, 0).badBuyer("bad", 10, 6);

    assertThat(ProblemPrior.cells(users.features()).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[10,0,1]", "[10,6,1]");
  }

  @Test
  void theThresholdOfOneKindOfBuyersIsTheQuantileOfTheirPrior() {
    FittedModel fitted = problemPrior(cell(10, 0, 700), cell(10, 1, 200), cell(10, 2, 100));

    assertThat(BetaMixture.from(fitted).components()).hasSize(1);
    assertThat(fitted.value("is_stable")).isEqualTo(1);
    assertThat(ProblemPrior.from(fitted).threshold())
        .isEqualTo(BetaMixture.from(fitted).quantile(0.9))
        .isBetween(0.05, 0.15);
    assertThat(fitted.observations()).isEqualTo(1_000);
    assertThat(ProblemPrior.from(fitted).version()).isEqualTo(fitted.version()).hasSize(12);
  }

  /** A third of the buyers are of the worse kind: the 0.90 quantile would run through its midst. */
  @Test
  void allOfAWorseKindThatStandsApartLieAboveTheThreshold() {
    FittedModel fitted =
        problemPrior(
            cell(20, 0, 400),
            cell(20, 2, 1_200),
            cell(20, 4, 400),
            cell(20, 10, 200),
            cell(20, 12, 600),
            cell(20, 14, 200));
    BetaMixture prior = BetaMixture.from(fitted);

    assertThat(prior.separation()).isGreaterThan(2);
    assertThat(fitted.value("threshold_fitted")).isBetween(0.1, 0.5);
    assertThat(prior.above(fitted.value("threshold_fitted")))
        .isEqualTo(prior.components().get(1).weight(), within(1e-9));
    assertThat(prior.quantile(0.9)).isGreaterThan(0.55);
  }

  @Test
  void aShopOfFewBuyersHasTheThresholdOfTheFallbackAndSaysSo() {
    FittedModel fitted = problemPrior(cell(3, 0, 34), cell(5, 1, 4), cell(6, 3, 2));

    assertThat(fitted.value("is_stable")).isZero();
    assertThat(fitted.value("threshold_high")).isGreaterThan(1.5 * fitted.value("threshold_low"));
    double mean = fitted.value("base_rate");
    assertThat(ProblemPrior.from(fitted).threshold())
        .isEqualTo(BetaMixture.of(mean * 20, (1 - mean) * 20).quantile(0.9))
        .isNotEqualTo(fitted.value("threshold_fitted"));
  }

  @Test
  void theProblemThresholdIsNeverBelowItsFloor() {
    Users users = new Users();
    for (int i = 0; i < 200; i++) {
      users.badBuyer("good " + i, 50, 0);
    }

    FittedModel fitted =
        ProblemPrior.fit(
            ProblemPrior.cells(users.features()).collectAsList(), FIT_DAY, Users.RULES.problem());

    assertThat(ProblemPrior.from(fitted).threshold()).isEqualTo(0.02);
  }

  @Test
  void theMedianGapCountsThoseWhoHaveNotComeBackAsWaiting() {
    Users users = new Users().user("prospect");
    for (int i = 0; i < 40; i++) {
      users.buyer(
          "back " + i,
          2,
          UserFeatures.FIRST_PURCHASE_DAY,
          Users.daysAgo(100),
          UserFeatures.SECOND_PURCHASE_DAY,
          Users.daysAgo(99 - i));
    }
    for (int i = 0; i < 20; i++) {
      users.buyer("waiting " + i, 1, UserFeatures.FIRST_PURCHASE_DAY, Users.daysAgo(90));
    }

    FittedModel fitted =
        PurchaseGap.fit(
            PurchaseGap.cells(users.features(), FIT_DAY).collectAsList(),
            FIT_DAY,
            Users.RULES.repeat());

    assertThat(PurchaseGap.from(fitted).medianDays()).isEqualTo(30);
    assertThat(fitted.observations()).isEqualTo(60);
  }

  @Test
  void fewSecondPurchasesGiveTheConfiguredGap() {
    Users users = new Users();
    for (int i = 0; i < 29; i++) {
      users.buyer("back " + i, 2, UserFeatures.SECOND_PURCHASE_DAY, Users.daysAgo(10));
    }

    FittedModel fitted =
        PurchaseGap.fit(
            PurchaseGap.cells(users.features(), FIT_DAY).collectAsList(),
            FIT_DAY,
            Users.RULES.repeat());

    assertThat(PurchaseGap.from(fitted).medianDays()).isEqualTo(60);
    assertThat(fitted.value("is_fallback")).isEqualTo(1);
  }

  @Test
  void theShareRateSeesRepeatUsersWithoutProblemsWhoCouldBeSeen() {
    Users users =
        new Users()
            .buyer("counted", 2, UserFeatures.SHARES_90D, 3L)
            .buyer("counted too", 5)
            .buyer("bought once", 1)
            .buyer("never watched", 2, UserFeatures.EXPOSURE_WEEKS_90D, 0L)
            .buyer("not observable", 2, UserFeatures.IS_SHARING_OBSERVED, false)
            .buyer("severe", 2, UserFeatures.SEVERE_EVENT, "fraud")
            .badBuyer("problem", 8, 6);

    List<Row> cells =
        ShareRate.cells(users.features(), Users.FITS.problemPrior(), Users.RULES).collectAsList();

    assertThat(cells).extracting(Row::toString).containsExactlyInAnyOrder("[12,3,1]", "[12,0,1]");
  }

  @Test
  void theShareThresholdIsTheQuantileOrTheFloor() {
    Users busy = new Users();
    Users quiet = new Users();
    for (int i = 0; i < 100; i++) {
      busy.buyer("busy " + i, 2, UserFeatures.SHARES_90D, (long) (i % 10) * (i % 10));
      quiet.buyer("quiet " + i, 2, UserFeatures.SHARES_90D, i % 20 == 0 ? 1L : 0L);
    }

    FittedModel much = shareRate(busy);
    FittedModel little = shareRate(quiet);

    assertThat(ShareRate.from(much).threshold())
        .isEqualTo(GammaPrior.from(much).quantile(0.75))
        .isGreaterThan(1);
    assertThat(ShareRate.from(little).threshold()).isEqualTo(0.25);
  }

  @Test
  void theVersionChangesWithTheDataTheDayAndTheRules() {
    List<Row> cells = List.of(RowFactory.create(Date.valueOf("2026-01-01")));
    List<Row> otherCells = List.of(RowFactory.create(Date.valueOf("2026-01-02")));
    RunDate june = Users.RUN_DATE;
    RunDate may = june.on(LocalDate.of(2026, 5, 31));

    String version = FitDate.fit(cells, june, Users.RULES).version();

    assertThat(FitDate.fit(cells, june, Users.RULES).version()).isEqualTo(version);
    assertThat(FitDate.fit(otherCells, june, Users.RULES).version()).isNotEqualTo(version);
    assertThat(FitDate.fit(cells, may, Users.RULES).version()).isNotEqualTo(version);
  }

  @Test
  void impossibleRulesAreRefusedWithTheirKey() {
    ProblemRules problem = Users.RULES.problem();
    assertThatThrownBy(
            () ->
                new ProblemRules(
                    1, 1, problem.threshold(), 2, 0.7, problem.prior(), problem.mixture()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "least-orders is 1; use 2 or more: one order with one refund is never a problem user");
    assertThatThrownBy(
            () ->
                new ProblemRules(
                    3,
                    2,
                    new ThresholdRules(0.9, 0.02, 1, 200, 0.5),
                    2,
                    0.7,
                    problem.prior(),
                    problem.mixture()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold.ceiling is 1.0; use a rate below 1");
    assertThatThrownBy(
            () ->
                new ProblemRules(
                    3, 2, problem.threshold(), 0, 0.7, problem.prior(), problem.mixture()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kinds-apart is 0.0; use a positive number of standard deviations");
    assertThatThrownBy(() -> new RepeatRules(1, 30, 60))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("least-purchase-days is 1");
    assertThatThrownBy(() -> new DistributorRules(3, 2, -0.1, 0.70))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("least-commission-share is -0.1");
    assertThatThrownBy(() -> new FanRules(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("least-weeks is 0");
    assertThatThrownBy(
            () ->
                new SpreaderRules(
                    2,
                    2,
                    2,
                    Users.RULES.spreader().threshold(),
                    70,
                    Users.RULES.spreader().prior()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence is 70.0");
  }

  private static Row cell(long orders, long badOrders, long users) {
    StructType schema =
        new StructType()
            .add(UserFeatures.PAID_ORDERS.name(), DataTypes.LongType)
            .add(UserFeatures.BAD_ORDERS.name(), DataTypes.LongType)
            .add("users", DataTypes.LongType);
    return new GenericRowWithSchema(new Object[] {orders, badOrders, users}, schema);
  }

  private static FittedModel problemPrior(Row... cells) {
    return ProblemPrior.fit(List.of(cells), FIT_DAY, Users.RULES.problem());
  }

  private static FittedModel shareRate(Users users) {
    return ShareRate.fit(
        ShareRate.cells(users.features(), Users.FITS.problemPrior(), Users.RULES).collectAsList(),
        FIT_DAY,
        Users.RULES.spreader());
  }
}
