package io.seedbed.models.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.util.FastMath;

/**
 * The most likely values of positive parameters, found over their logarithms: a simplex (Nelder and
 * Mead 1965) from each of several starts, then Newton steps from the best end. The covariance of
 * the logarithms is the inverse of the information there; where the surface has no peak inside the
 * bounds there is none.
 */
final class LikelihoodPeak {

  /** Beyond e^±9 a parameter says that the data do not know it. */
  private static final double FARTHEST = 9;

  /** A seventh of a standard error below the top, from where Newton's steps are short. */
  private static final double SIMPLEX_TOLERANCE = 0.01;

  private static final double ROUNDING = 1e-13;
  private static final double SIMPLEX_SIZE = 0.5;

  /** A simplex that is not there by then walks along a ridge that has no peak. */
  private static final int MOST_EVALUATIONS = 500;

  private static final int NEWTON_STEPS = 20;
  private static final double SHORTEST = 1e-3;

  /** The log likelihood that the next step promises: at a peak next to none. */
  private static final double ARRIVED = 1e-10;

  /** As much as rounding hides in the sum over a large shop. */
  private static final double NEAR = 1e-4;

  private static final double DIFFERENCE = 1e-3;

  /** Below this the surface is taken as flat in some direction. */
  private static final double LEAST_INFORMATION = 1e-6;

  private final double[] logs;
  private final double value;
  private final RealMatrix covariance;

  private LikelihoodPeak(double[] logs, double value, RealMatrix covariance) {
    this.logs = logs;
    this.value = value;
    this.covariance = covariance;
  }

  /**
   * Climbs from every start.
   *
   * @param logLikelihood of parameters, not of their logarithms
   * @param starts parameters to start at
   */
  static LikelihoodPeak of(ToDoubleFunction<double[]> logLikelihood, double[]... starts) {
    ToDoubleFunction<double[]> surface =
        logs -> isInside(logs) ? logLikelihood.applyAsDouble(exp(logs)) : Double.NEGATIVE_INFINITY;
    PointValuePair best =
        Stream.of(starts)
            .map(start -> climbed(surface, start))
            .max(Comparator.comparingDouble(PointValuePair::getValue))
            .orElseThrow();
    return polished(surface, best.getPoint());
  }

  private static PointValuePair climbed(ToDoubleFunction<double[]> surface, double[] start) {
    double[] logs = Arrays.stream(start).map(FastMath::log).toArray();
    double[] end = {Double.NEGATIVE_INFINITY};
    double[][] highest = {logs};
    try {
      return new SimplexOptimizer(ROUNDING, SIMPLEX_TOLERANCE)
          .optimize(
              new MaxEval(MOST_EVALUATIONS),
              new ObjectiveFunction(
                  point -> {
                    double height = surface.applyAsDouble(point);
                    if (height > end[0]) {
                      end[0] = height;
                      highest[0] = point.clone();
                    }
                    return height;
                  }),
              GoalType.MAXIMIZE,
              new InitialGuess(logs),
              new NelderMeadSimplex(logs.length, SIMPLEX_SIZE));
    } catch (TooManyEvaluationsException stillClimbing) {
      return new PointValuePair(highest[0], end[0]);
    }
  }

  /** Newton steps, halved until they climb; where they do not come to an end there is no peak. */
  private static LikelihoodPeak polished(ToDoubleFunction<double[]> surface, double[] start) {
    double[] logs = start;
    double value = surface.applyAsDouble(logs);
    for (int step = 0; step < NEWTON_STEPS; step++) {
      Bend bend = Bend.at(surface, logs, value);
      RealMatrix covariance = bend.covariance();
      if (covariance == null) {
        break;
      }
      RealVector direction = covariance.operate(new ArrayRealVector(bend.slope));
      double ahead = direction.dotProduct(new ArrayRealVector(bend.slope)) / 2;
      double[] next = higher(surface, logs, value, direction);
      if (ahead < ARRIVED || (next == logs && ahead < NEAR)) {
        return new LikelihoodPeak(next, surface.applyAsDouble(next), covariance);
      }
      if (next == logs) {
        break;
      }
      logs = next;
      value = surface.applyAsDouble(logs);
    }
    return new LikelihoodPeak(logs, value, null);
  }

  /** The first higher point on the way, or where it began. */
  private static double[] higher(
      ToDoubleFunction<double[]> surface, double[] logs, double value, RealVector direction) {
    RealVector from = new ArrayRealVector(logs);
    for (double length = 1; length > SHORTEST; length /= 2) {
      double[] next = from.add(direction.mapMultiply(length)).toArray();
      if (surface.applyAsDouble(next) > value) {
        return next;
      }
    }
    return logs;
  }

  /** Slope and curvature by central differences. */
  private static final class Bend {

    private final double[] slope;
    private final double[][] information;

    private Bend(double[] slope, double[][] information) {
      this.slope = slope;
      this.information = information;
    }

    static Bend at(ToDoubleFunction<double[]> surface, double[] logs, double value) {
      int n = logs.length;
      double[] slope = new double[n];
      double[][] information = new double[n][n];
      for (int i = 0; i < n; i++) {
        double above = moved(surface, logs, i, 1, i, 0);
        double below = moved(surface, logs, i, -1, i, 0);
        slope[i] = (above - below) / (2 * DIFFERENCE);
        information[i][i] = -(above - 2 * value + below) / (DIFFERENCE * DIFFERENCE);
        for (int j = 0; j < i; j++) {
          double cross =
              moved(surface, logs, i, 1, j, 1)
                  - moved(surface, logs, i, 1, j, -1)
                  - moved(surface, logs, i, -1, j, 1)
                  + moved(surface, logs, i, -1, j, -1);
          information[i][j] = -cross / (4 * DIFFERENCE * DIFFERENCE);
          information[j][i] = information[i][j];
        }
      }
      return new Bend(slope, information);
    }

    private static double moved(
        ToDoubleFunction<double[]> surface, double[] logs, int i, int up, int j, int alsoUp) {
      double[] point = logs.clone();
      point[i] += up * DIFFERENCE;
      point[j] += alsoUp * DIFFERENCE;
      return surface.applyAsDouble(point);
    }

    /** The inverse of the information; null where this is no peak. */
    RealMatrix covariance() {
      for (double[] row : information) {
        for (double entry : row) {
          if (!Double.isFinite(entry)) {
            return null;
          }
        }
      }
      EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(information));
      double least = Arrays.stream(eigen.getRealEigenvalues()).min().orElse(0);
      return least > LEAST_INFORMATION ? eigen.getSolver().getInverse() : null;
    }
  }

  private static boolean isInside(double[] logs) {
    return Arrays.stream(logs).allMatch(log -> Math.abs(log) <= FARTHEST);
  }

  private static double[] exp(double[] logs) {
    return Arrays.stream(logs).map(FastMath::exp).toArray();
  }

  /** Whether there is a peak, and with it a covariance. */
  boolean isPeak() {
    return covariance != null;
  }

  /** The log likelihood. */
  double logLikelihood() {
    return value;
  }

  /** The logarithm of a parameter. */
  double log(int parameter) {
    return logs[parameter];
  }

  /** The covariance of the logarithms of two parameters. */
  double logCovariance(int first, int second) {
    return covariance.getEntry(first, second);
  }
}
