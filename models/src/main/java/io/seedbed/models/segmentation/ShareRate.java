package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.ExposureCells;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.FittedThreshold;
import io.seedbed.models.fit.GammaPoisson;
import io.seedbed.models.fit.GammaPrior;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much this shop's repeat users share, and from where that is much.
 *
 * @param prior shares a week over repeat users who are no problem users and could be seen
 * @param threshold the shares a week that count as many: a quantile of the prior, or of its
 *     fallback where the data cannot tell it, within bounds
 */
public record ShareRate(GammaPrior prior, double threshold, String version) {

  /** Name of the fit. */
  public static final String MODEL = "share_rate";

  private static final Field USERS = Field.count("users", "users", "Users", "人数");

  /** The rate as it was fitted. */
  public static ShareRate from(FittedModel fitted) {
    return new ShareRate(
        GammaPrior.from(fitted), fitted.value(FittedThreshold.VALUE), fitted.version());
  }

  /** Repeat users without problems whose sharing could be seen, by (weeks, shares). */
  public static Dataset<Row> cells(
      Dataset<Row> userFeatures, ProblemPrior problemPrior, SegmentationRules rules) {
    ProblemRule problem = new ProblemRule(rules.problem(), problemPrior);
    return userFeatures
        .filter(new RepeatRule(rules.repeat()).isRepeat())
        .filter(SpreaderRule.isSharingSeen())
        .withColumn(UserSegments.P_PROBLEM.name(), UserSegments.P_PROBLEM.is(problem.probability()))
        .filter(problem.isProblem().equalTo(lit(false)))
        .groupBy(UserFeatures.EXPOSURE_WEEKS_90D.col(), UserFeatures.SHARES_90D.col())
        .agg(USERS.is(count(lit(1))));
  }

  /** Fits the rate on those cells. */
  public static FittedModel fit(List<Row> cells, LocalDate asOfDay, SpreaderRules rules) {
    ExposureCells counts =
        new ExposureCells(
            CellRows.counts(cells, UserFeatures.EXPOSURE_WEEKS_90D),
            CellRows.counts(cells, UserFeatures.SHARES_90D),
            CellRows.users(cells, USERS));
    Map<String, Estimate> estimates = new HashMap<>(GammaPoisson.fit(counts, rules.prior()));
    long users = CellRows.total(cells, USERS);
    GammaPrior prior = GammaPrior.from(new FittedModel(MODEL, estimates, users, asOfDay, ""));
    estimates.putAll(
        GammaPoisson.threshold(counts, prior, rules.prior(), rules.threshold()).estimates());
    return new FittedModel(
        MODEL, estimates, users, asOfDay, FitVersion.of(MODEL, asOfDay, cells, rules));
  }
}
