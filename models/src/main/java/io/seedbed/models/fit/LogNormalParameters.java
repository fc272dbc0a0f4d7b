package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/**
 * A model whose positive parameters are known to within a normal distribution of their logarithms:
 * the likeliest values and the inverse of the information.
 *
 * @param <M> the model that some parameters make
 */
final class LogNormalParameters<M extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Makes a model of its parameters. */
  interface Maker<M> extends Serializable {
    M of(double[] values);
  }

  /** Half the distance over which a quantity's slope is taken, in logarithms. */
  private static final double DIFFERENCE = 1e-4;

  private final M best;
  private final ArrayList<M> above = new ArrayList<>();
  private final ArrayList<M> below = new ArrayList<>();
  private final double[] logs;
  private final double[][] covariance;
  private final Maker<M> make;

  private LogNormalParameters(double[] logs, double[][] covariance, Maker<M> make) {
    this.logs = logs;
    this.covariance = covariance;
    this.make = make;
    this.best = made(logs);
    for (int i = 0; i < logs.length; i++) {
      above.add(made(moved(i, DIFFERENCE)));
      below.add(made(moved(i, -DIFFERENCE)));
    }
  }

  /** What {@link #estimates} has written, read again. */
  static <M extends Serializable> LogNormalParameters<M> from(
      Map<String, Estimate> estimates, List<String> names, Maker<M> make) {
    double[] logs =
        names.stream().mapToDouble(name -> FastMath.log(estimates.get(name).value())).toArray();
    double[][] covariance = new double[logs.length][logs.length];
    for (int i = 0; i < logs.length; i++) {
      for (int j = 0; j < logs.length; j++) {
        covariance[i][j] = estimates.get(covarianceOf(Math.min(i, j), Math.max(i, j))).value();
      }
    }
    return new LogNormalParameters<>(logs, covariance, make);
  }

  /**
   * A peak as named estimates.
   *
   * @param units what one unit of each parameter was, in the units that are wanted
   */
  static Map<String, Estimate> estimates(LikelihoodPeak peak, List<String> names, double... units) {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      double value = FastMath.exp(peak.log(i)) * units[i];
      double error = value * FastMath.sqrt(peak.logCovariance(i, i));
      estimates.put(names.get(i), new Estimate(value, error));
      for (int j = i; j < names.size(); j++) {
        estimates.put(covarianceOf(i, j), Estimate.of(peak.logCovariance(i, j)));
      }
    }
    return estimates;
  }

  private static String covarianceOf(int first, int second) {
    return "log_covariance_%d_%d".formatted(first + 1, second + 1);
  }

  private M made(double[] point) {
    double[] values = new double[point.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = FastMath.exp(point[i]);
    }
    return make.of(values);
  }

  private double[] moved(int parameter, double distance) {
    double[] point = logs.clone();
    point[parameter] += distance;
    return point;
  }

  /** The model at the likeliest parameters. */
  M best() {
    return best;
  }

  /**
   * The variance of the logarithm of a positive quantity, to first order (the delta method): nine
   * evaluations where draws would take hundreds.
   */
  double logVariance(ToDoubleFunction<M> quantity) {
    double[] slopes = new double[logs.length];
    for (int i = 0; i < slopes.length; i++) {
      double rise =
          FastMath.log(quantity.applyAsDouble(above.get(i)))
              - FastMath.log(quantity.applyAsDouble(below.get(i)));
      slopes[i] = rise / (2 * DIFFERENCE);
    }
    double variance = 0;
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes.length; j++) {
        variance += slopes[i] * covariance[i][j] * slopes[j];
      }
    }
    return Math.max(0, variance);
  }

  /** The same models in every run: of parameters drawn from their distribution. */
  List<M> draws(int count, long seed) {
    MultivariateNormalDistribution distribution =
        new MultivariateNormalDistribution(new Well19937c(seed), logs, covariance);
    return Stream.generate(() -> made(distribution.sample())).limit(count).toList();
  }
}
