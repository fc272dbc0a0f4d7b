package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaBinomial;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.BetaThreshold;
import io.seedbed.models.fit.CountCells;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.FittedThreshold;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How often orders of this shop's buyers go bad, and from where that is often.
 *
 * @param prior the bad-order rate over buyers
 * @param threshold the rate that counts as high: a quantile of the prior, or of its fallback where
 *     the data cannot tell it, within bounds
 */
public record ProblemPrior(BetaMixture prior, double threshold, String version) {

  /** Name of the fit. */
  public static final String MODEL = "problem_prior";

  private static final Field USERS = Field.count("users", "users", "Users", "人数");

  /** The prior as it was fitted. */
  public static ProblemPrior from(FittedModel fitted) {
    return new ProblemPrior(
        BetaMixture.from(fitted), fitted.value(FittedThreshold.VALUE), fitted.version());
  }

  /** Buyers counted by (paid orders, bad orders). */
  public static Dataset<Row> cells(Dataset<Row> userFeatures) {
    return userFeatures
        .filter(UserFeatures.PAID_ORDERS.col().gt(0))
        .groupBy(UserFeatures.PAID_ORDERS.col(), UserFeatures.BAD_ORDERS.col())
        .agg(USERS.is(count(lit(1))));
  }

  /** Fits the prior on those cells. */
  public static FittedModel fit(List<Row> cells, LocalDate asOfDay, ProblemRules rules) {
    CountCells counts =
        new CountCells(
            CellRows.counts(cells, UserFeatures.PAID_ORDERS),
            CellRows.counts(cells, UserFeatures.BAD_ORDERS),
            CellRows.users(cells, USERS));
    Map<String, Estimate> estimates =
        new HashMap<>(BetaBinomial.fit(counts, rules.prior(), rules.mixture()));
    long buyers = CellRows.total(cells, USERS);
    FittedModel prior = new FittedModel(MODEL, estimates, buyers, asOfDay, "");
    boolean isBimodal = prior.value(BetaBinomial.IS_BIMODAL) == 1;
    estimates.putAll(
        new BetaThreshold(
                counts,
                BetaMixture.from(prior),
                rules.prior(),
                kinds -> kinds.quantile(highFrom(kinds, isBimodal, rules)))
            .judged(rules.threshold())
            .estimates());
    return new FittedModel(
        MODEL, estimates, buyers, asOfDay, FitVersion.of(MODEL, asOfDay, cells, rules));
  }

  /**
   * The quantile of a prior from which a rate is high. Where the data speak for two kinds that
   * stand apart, and the worse makes up more of the buyers than lie above that quantile, all of the
   * worse kind lie above: the quantile would run through its midst, and hardly anyone be surely
   * above it.
   */
  private static double highFrom(BetaMixture prior, boolean isBimodal, ProblemRules rules) {
    double quantile = rules.threshold().quantile();
    boolean isApart = isBimodal && prior.separation() > rules.kindsApart();
    return isApart ? Math.min(quantile, prior.components().get(0).weight()) : quantile;
  }
}
