package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.PurchaseForecast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per user with a purchase day and run date: where they stand and what they may do. */
public final class UserOutlook {

  public static final Field USER_ID = UserFeatures.USER_ID;
  public static final Field RUN_DATE = UserFeatures.RUN_DATE;
  public static final Field LIFECYCLE =
      Field.text(
              "lifecycle",
              "new: first bought in the last 30 d; resurrected: bought in them after a gap of more than 2 g; else by days since the last purchase day: active up to g, dormant up to 2 g, lost; g covers nine in ten gaps",
              "生命周期：新客、回流、活跃、沉睡、流失（g为九成间隔的上限）")
          .oneOf("new", "resurrected", "active", "dormant", "lost");
  public static final Field SILENT_DAYS =
      Field.count("silent_days", "days", "Days since the last purchase day", "距最近购买日天数");
  public static final Field HORIZON_DAYS =
      Field.count(
          "horizon_days", "days", "Days after the run date that expectations cover", "预期天数");
  public static final Field R_SCORE = score("r_score", "recency", "最近购买得分");
  public static final Field F_SCORE = score("f_score", "purchase days", "购买频次得分");
  public static final Field M_SCORE = score("m_score", "net spend", "净消费得分");
  public static final Field RFM_CELL =
      Field.text("rfm_cell", "The three scores side by side, as 543", "RFM组合").orNull();
  public static final Field FIT_VERSION =
      Field.text("fit_version", "Versions of the fits behind the row", "拟合版本");

  public static final Table TABLE =
      Table.named(
              "user_outlook",
              "One row per user with a purchase day and run date",
              "每行一名买家在一个运行日的生命周期、预期与RFM")
          .with(
              USER_ID,
              RUN_DATE,
              LIFECYCLE,
              SILENT_DAYS,
              PurchaseForecast.MODEL,
              PurchaseForecast.P_ALIVE,
              HORIZON_DAYS,
              PurchaseForecast.PURCHASES,
              PurchaseForecast.PURCHASES_LOW,
              PurchaseForecast.PURCHASES_HIGH,
              PurchaseForecast.NET,
              PurchaseForecast.NET_LOW,
              PurchaseForecast.NET_HIGH,
              R_SCORE,
              F_SCORE,
              M_SCORE,
              RFM_CELL,
              FIT_VERSION)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private static final Field FORECAST = Field.text("forecast", "Forecast", "预测");

  private static Field score(String name, String measure, String chinese) {
    return Field.count(
            name,
            "",
            "Fifth of the buyers by %s, 5 is best; equal ones share a score; null where nobody had bought when scores were cut"
                .formatted(measure),
            chinese + "（1–5，5最好，相同值同分）")
        .orNull();
  }

  /**
   * The outlook of every buyer. One pass over the users, without a shuffle.
   *
   * @param userFeatures rows of {@link UserFeatures} of the run date
   */
  public static Dataset<Row> from(
      Dataset<Row> userFeatures, OutlookFits fits, PurchaseRules rules, RunDate runDate) {
    Histories histories = new Histories(runDate.day());
    Column forecast = FORECAST.col();
    return userFeatures
        .filter(Histories.isBuyer())
        .select(
            USER_ID.col(),
            RUN_DATE.col(),
            LIFECYCLE.is(new Lifecycle(fits.gapLimit(), rules.lifecycle(), runDate).stage()),
            SILENT_DAYS.is(histories.silence()),
            HORIZON_DAYS.is(lit(rules.horizonDays())),
            fits.forecast()
                .of(Histories.repeats(), Histories.last(), histories.age(), Histories.repeatSpend())
                .as(FORECAST.name()),
            R_SCORE.is(fits.rfmCuts().score(RfmCuts.Measure.RECENCY, runDate.day())),
            F_SCORE.is(fits.rfmCuts().score(RfmCuts.Measure.FREQUENCY, runDate.day())),
            M_SCORE.is(fits.rfmCuts().score(RfmCuts.Measure.MONEY, runDate.day())),
            FIT_VERSION.is(lit(fits.version())))
        .select(
            USER_ID.col(),
            RUN_DATE.col(),
            LIFECYCLE.col(),
            SILENT_DAYS.col(),
            PurchaseForecast.of(PurchaseForecast.MODEL, forecast),
            PurchaseForecast.of(PurchaseForecast.P_ALIVE, forecast),
            HORIZON_DAYS.col(),
            PurchaseForecast.of(PurchaseForecast.PURCHASES, forecast),
            PurchaseForecast.of(PurchaseForecast.PURCHASES_LOW, forecast),
            PurchaseForecast.of(PurchaseForecast.PURCHASES_HIGH, forecast),
            PurchaseForecast.of(PurchaseForecast.NET, forecast),
            PurchaseForecast.of(PurchaseForecast.NET_LOW, forecast),
            PurchaseForecast.of(PurchaseForecast.NET_HIGH, forecast),
            R_SCORE.col(),
            F_SCORE.col(),
            M_SCORE.col(),
            RFM_CELL.is(concat(R_SCORE.col(), F_SCORE.col(), M_SCORE.col())),
            FIT_VERSION.col());
  }

  private UserOutlook() {}
}
