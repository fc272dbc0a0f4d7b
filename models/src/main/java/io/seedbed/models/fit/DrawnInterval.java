package io.seedbed.models.fit;

import java.io.Serializable;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * A quantity of a fitted model with its standard error and 95 % interval, from 200 models drawn
 * from what is known of the parameters.
 */
public record DrawnInterval(double value, double standardError, double low, double high) {

  /** Suffixes of the names that the ends of an interval are kept under. */
  public static final String LOW = "_low";

  public static final String HIGH = "_high";

  private static final int DRAWS = 200;
  private static final long SEED = 20_050_501L;

  static <M extends Serializable> DrawnInterval of(
      LogNormalParameters<M> parameters, ToDoubleFunction<M> quantity) {
    DescriptiveStatistics drawn = new DescriptiveStatistics();
    parameters.draws(DRAWS, SEED).forEach(model -> drawn.addValue(quantity.applyAsDouble(model)));
    return new DrawnInterval(
        quantity.applyAsDouble(parameters.best()),
        drawn.getStandardDeviation(),
        drawn.getPercentile(2.5),
        drawn.getPercentile(97.5));
  }

  /** Under a name, and the ends of the interval under the name and their suffixes. */
  Map<String, FittedModel.Estimate> estimates(String name) {
    return Map.of(
        name,
        new FittedModel.Estimate(value, standardError),
        name + LOW,
        FittedModel.Estimate.of(low),
        name + HIGH,
        FittedModel.Estimate.of(high));
  }
}
