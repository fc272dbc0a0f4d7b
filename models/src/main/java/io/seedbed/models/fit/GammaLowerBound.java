package io.seedbed.models.fit;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Lower credible bound of events per unit of exposure, given a prior, an exposure and the events
 * seen in it.
 *
 * <p>A function of our own because no Spark expression gives the incomplete gamma function. It is
 * deterministic, and null where a count is null or impossible.
 */
public final class GammaLowerBound {

  /** The events per unit that are exceeded with probability {@code 1 − probability}. */
  public static Column of(GammaPrior prior, double probability, Column exposure, Column events) {
    UDF2<Double, Double, Double> bound =
        (exposureValue, eventsValue) -> bound(prior, probability, exposureValue, eventsValue);
    return udf(bound, DataTypes.DoubleType)
        .apply(exposure.cast(DataTypes.DoubleType), events.cast(DataTypes.DoubleType));
  }

  static Double bound(GammaPrior prior, double probability, Double exposure, Double events) {
    if (exposure == null || events == null || !(exposure >= 0 && events >= 0)) {
      return null;
    }
    return prior.after(exposure, events).quantile(probability);
  }

  private GammaLowerBound() {}
}
