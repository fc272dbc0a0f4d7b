package io.seedbed.models.purchase;

import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FitStatus;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Buyers and fitted models made by hand. */
final class PurchaseFixtures {

  static final RunDate RUN_DATE =
      new RunDate(LocalDate.of(2026, 6, 30), ZoneId.of("Asia/Shanghai"));

  static final PurchaseRules RULES =
      new PurchaseRules(90, 100, 0.3, new LifecycleRules(30, 0.9, 365, 30, 180));

  private final Map<String, FittedModel> models = new HashMap<>();

  private final Fixture features =
      Fixture.of(
          UserFeatures.TABLE,
          RUN_DATE.zone(),
          UserFeatures.USER_ID,
          UserFeatures.RUN_DATE,
          UserFeatures.PURCHASE_DAYS,
          UserFeatures.FIRST_PURCHASE_DAY,
          UserFeatures.LAST_PURCHASE_DAY,
          UserFeatures.FIRST_PURCHASE_NET_MINOR,
          UserFeatures.NET_SPEND_MINOR,
          UserFeatures.RETURN_GAP_30D_DAYS);

  /** Models of a shop that buys about once a month, each fitted. */
  static PurchaseFixtures fitted() {
    PurchaseFixtures shop = unfitted();
    shop.model("bg_nbd", parameters("r", 0.5, "alpha", 15, "a", 0.8, "b", 2.5));
    shop.model("pareto_nbd", parameters("r", 0.6, "alpha", 20, "s", 0.6, "beta", 30));
    shop.model("gamma_gamma", parameters("p", 6, "q", 4, "gamma", 2_000));
    return shop;
  }

  /** No model could be fitted, and nobody had bought. */
  static PurchaseFixtures unfitted() {
    PurchaseFixtures shop = new PurchaseFixtures();
    for (String model : List.of("bg_nbd", "pareto_nbd", "gamma_gamma")) {
      shop.model(model, Map.of(FitStatus.PARAMETER, Estimate.of(1)));
    }
    shop.gapLimit(40);
    return shop.model(RfmCuts.MODEL, Map.of("scores", Estimate.of(5)), 0);
  }

  PurchaseFixtures gapLimit(int days) {
    return model(GapLimit.MODEL, Map.of("days", Estimate.of(days)));
  }

  PurchaseFixtures model(String name, Map<String, Estimate> estimates) {
    return model(name, estimates, 1_000);
  }

  PurchaseFixtures model(String name, Map<String, Estimate> estimates, long observations) {
    return model(new FittedModel(name, estimates, observations, RUN_DATE.day(), name + " version"));
  }

  PurchaseFixtures model(FittedModel fitted) {
    models.put(fitted.model(), fitted);
    return this;
  }

  /** Estimates that are used, each right to a tenth and none hanging on another. */
  static Map<String, Estimate> parameters(Object... namesAndValues) {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    estimates.put(FitStatus.PARAMETER, Estimate.of(0));
    int parameters = namesAndValues.length / 2;
    for (int i = 1; i <= parameters; i++) {
      double value = ((Number) namesAndValues[2 * i - 1]).doubleValue();
      estimates.put((String) namesAndValues[2 * i - 2], new Estimate(value, value / 10));
      for (int j = i; j <= parameters; j++) {
        estimates.put("log_covariance_" + i + "_" + j, Estimate.of(i == j ? 0.01 : 0));
      }
    }
    return estimates;
  }

  /** A buyer of 1,000 each day, the last gap before June unless said otherwise. */
  PurchaseFixtures buyer(String user, int purchaseDays, int firstDaysAgo, int lastDaysAgo) {
    return buyer(user, purchaseDays, firstDaysAgo, lastDaysAgo, 1_000L * purchaseDays, null);
  }

  PurchaseFixtures buyer(
      String user,
      int purchaseDays,
      int firstDaysAgo,
      int lastDaysAgo,
      long spend,
      Integer returnGap) {
    features.row(
        user,
        RUN_DATE.day(),
        purchaseDays,
        RUN_DATE.day().minusDays(firstDaysAgo),
        RUN_DATE.day().minusDays(lastDaysAgo),
        Math.min(spend, 1_000),
        spend,
        returnGap);
    return this;
  }

  PurchaseFixtures prospect(String user) {
    features.row(user, RUN_DATE.day(), 0, null, null, null, 0, null);
    return this;
  }

  Dataset<Row> features() {
    return features.dataset();
  }

  List<FittedModel> models() {
    return new ArrayList<>(models.values());
  }

  OutlookFits fits() {
    return OutlookFits.from(models::get, RULES);
  }

  Dataset<Row> outlook() {
    return UserOutlook.from(features(), fits(), RULES, RUN_DATE);
  }
}
