package io.seedbed.models.fit;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * How likely events per unit of exposure lie above a threshold, given a prior, an exposure and the
 * events seen in it.
 *
 * <p>A function of our own because no Spark expression gives the incomplete gamma function. It is
 * deterministic, and null where a count is null or impossible.
 */
public final class GammaTail {

  /** P(events per unit &gt; threshold | events in exposure). */
  public static Column above(GammaPrior prior, double threshold, Column exposure, Column events) {
    UDF2<Double, Double, Double> tail =
        (exposureValue, eventsValue) -> tail(prior, threshold, exposureValue, eventsValue);
    return udf(tail, DataTypes.DoubleType)
        .apply(exposure.cast(DataTypes.DoubleType), events.cast(DataTypes.DoubleType));
  }

  static Double tail(GammaPrior prior, double threshold, Double exposure, Double events) {
    if (exposure == null || events == null || !(exposure >= 0 && events >= 0)) {
      return null;
    }
    return prior.after(exposure, events).above(threshold);
  }

  private GammaTail() {}
}
