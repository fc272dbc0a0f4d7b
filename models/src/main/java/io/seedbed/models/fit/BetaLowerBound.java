package io.seedbed.models.fit;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Lower credible bound of a rate, given a prior and counts of successes among trials: the cautious
 * reading of a rate known from few trials.
 *
 * <p>A function of our own because no Spark expression gives the incomplete beta function. It is
 * deterministic, and null where a count is null or impossible.
 */
public final class BetaLowerBound {

  /** The rate that is exceeded with probability {@code 1 − probability}. */
  public static Column of(BetaMixture prior, double probability, Column trials, Column successes) {
    UDF2<Double, Double, Double> bound =
        (trialsValue, successesValue) -> bound(prior, probability, trialsValue, successesValue);
    return udf(bound, DataTypes.DoubleType)
        .apply(trials.cast(DataTypes.DoubleType), successes.cast(DataTypes.DoubleType));
  }

  static Double bound(BetaMixture prior, double probability, Double trials, Double successes) {
    if (trials == null || successes == null || !(successes >= 0 && successes <= trials)) {
      return null;
    }
    return prior.after(trials, successes).quantile(probability);
  }

  private BetaLowerBound() {}
}
