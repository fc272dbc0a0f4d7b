package io.seedbed.models.fit;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * How likely a rate lies above a threshold, given a prior and counts of successes among trials.
 *
 * <p>A function of our own because no Spark expression gives the incomplete beta function. It is
 * deterministic, and null where a count is null or impossible.
 */
public final class BetaTail {

  /** P(rate &gt; threshold | successes among trials). */
  public static Column above(BetaMixture prior, double threshold, Column trials, Column successes) {
    UDF2<Double, Double, Double> tail =
        (trialsValue, successesValue) -> tail(prior, threshold, trialsValue, successesValue);
    return udf(tail, DataTypes.DoubleType)
        .apply(trials.cast(DataTypes.DoubleType), successes.cast(DataTypes.DoubleType));
  }

  static Double tail(BetaMixture prior, double threshold, Double trials, Double successes) {
    if (trials == null || successes == null || !(successes >= 0 && successes <= trials)) {
      return null;
    }
    return prior.after(trials, successes).above(threshold);
  }

  private BetaTail() {}
}
