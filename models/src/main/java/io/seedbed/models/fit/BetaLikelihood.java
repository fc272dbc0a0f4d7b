package io.seedbed.models.fit;

import org.apache.commons.math3.util.FastMath;

/**
 * The beta-binomial log likelihood of weighted cells, without its constant. For whole counts {@code
 * ln Γ(y+α) − ln Γ(α)} is a sum of {@code ln(α+i)}, so that the cells shrink to "how many users
 * have more than i successes, failures, trials": exact, and no gamma functions cancel.
 */
final class BetaLikelihood implements LogNewton.Surface {

  private final double[] moreSuccesses;
  private final double[] moreFailures;
  private final double[] moreTrials;

  BetaLikelihood(CountCells cells, double[] weights) {
    int most = cells.mostTrials();
    moreSuccesses = new double[most];
    moreFailures = new double[most];
    moreTrials = new double[most];
    for (int i = 0; i < cells.size(); i++) {
      int trials = cells.trials[i];
      int successes = cells.successes[i];
      add(moreSuccesses, successes, weights[i]);
      add(moreFailures, trials - successes, weights[i]);
      add(moreTrials, trials, weights[i]);
    }
    sumFromTheEnd(moreSuccesses);
    sumFromTheEnd(moreFailures);
    sumFromTheEnd(moreTrials);
  }

  @Override
  public LogNewton.Slope at(double alpha, double beta) {
    double value = 0;
    double first = 0;
    double second = 0;
    double firstFirst = 0;
    double firstSecond = 0;
    double secondSecond = 0;
    for (int i = 0; i < moreTrials.length; i++) {
      double a = alpha + i;
      double b = beta + i;
      double both = alpha + beta + i;
      value +=
          moreSuccesses[i] * FastMath.log(a)
              + moreFailures[i] * FastMath.log(b)
              - moreTrials[i] * FastMath.log(both);
      double common = moreTrials[i] / both;
      double bend = common / both;
      first += moreSuccesses[i] / a - common;
      second += moreFailures[i] / b - common;
      firstFirst += bend - moreSuccesses[i] / (a * a);
      secondSecond += bend - moreFailures[i] / (b * b);
      firstSecond += bend;
    }
    return new LogNewton.Slope(value, first, second, firstFirst, firstSecond, secondSecond);
  }

  private static void add(double[] more, int count, double weight) {
    if (count > 0) {
      more[count - 1] += weight;
    }
  }

  private static void sumFromTheEnd(double[] more) {
    for (int i = more.length - 2; i >= 0; i--) {
      more[i] += more[i + 1];
    }
  }
}
