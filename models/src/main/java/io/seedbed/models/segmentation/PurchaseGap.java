package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.KaplanMeier;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How long this shop's buyers take to buy again.
 *
 * @param medianDays days between the first two purchase days, of the typical buyer
 */
public record PurchaseGap(double medianDays, String version) {

  /** Name of the fit. */
  public static final String MODEL = "purchase_gap";

  private static final String MEDIAN = "median_days";
  private static final String IS_FALLBACK = "is_fallback";
  private static final Field DAYS = Field.count("days", "days", "Days waited", "等待天数");
  private static final Field ENDED = Field.count("ended", "users", "Bought again", "已复购");
  private static final Field CUT = Field.count("cut", "users", "Not yet", "尚未复购");

  /** The gap as it was fitted. */
  public static PurchaseGap from(FittedModel fitted) {
    return new PurchaseGap(fitted.value(MEDIAN), fitted.version());
  }

  /** Buyers counted by the days they waited for a second purchase day, ended or not. */
  public static Dataset<Row> cells(Dataset<Row> userFeatures, LocalDate asOfDay) {
    return userFeatures
        .filter(UserFeatures.FIRST_PURCHASE_DAY.col().isNotNull())
        .groupBy(
            DAYS.is(
                date_diff(
                    coalesce(UserFeatures.SECOND_PURCHASE_DAY.col(), lit(asOfDay)),
                    UserFeatures.FIRST_PURCHASE_DAY.col())))
        .agg(
            ENDED.is(count(UserFeatures.SECOND_PURCHASE_DAY.col())),
            CUT.is(count_if(UserFeatures.SECOND_PURCHASE_DAY.col().isNull())));
  }

  /** Fits the median on those cells. */
  public static FittedModel fit(List<Row> cells, LocalDate asOfDay, RepeatRules rules) {
    KaplanMeier waits =
        KaplanMeier.of(
            Arrays.stream(CellRows.counts(cells, DAYS)).asDoubleStream().toArray(),
            CellRows.users(cells, ENDED),
            CellRows.users(cells, CUT));
    boolean isFallback = waits.events() < rules.leastGaps();
    return new FittedModel(
        MODEL,
        Map.of(
            MEDIAN, Estimate.of(waits.typicalTime(rules.leastGaps(), rules.fallbackGapDays())),
            IS_FALLBACK, Estimate.of(isFallback ? 1 : 0)),
        CellRows.total(cells, ENDED) + CellRows.total(cells, CUT),
        asOfDay,
        FitVersion.of(MODEL, asOfDay, cells, rules));
  }
}
