package io.seedbed.models.fit;

import io.seedbed.models.fit.BetaMixture.Component;
import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;

/**
 * Two beta-binomial kinds of users by expectation maximisation (Dempster, Laird and Rubin 1977):
 * how much each cell belongs to each kind, then the most likely kinds given that, until the
 * likelihood stands still. Starts at two splits and keeps the likelier end. Standard errors take
 * the cells' shares of each kind as known, so they are a lower limit.
 */
record BetaExpectation(
    double logLikelihood, double smallestShare, Map<String, Estimate> estimates) {

  private static final int ROUNDS = 500;
  private static final int FEW_ROUNDS = 25;
  private static final double STILL = 1e-9;
  private static final double[] SPLITS = {1.0, 2.0};

  /** The likelier of two climbs; kinds are ordered by mean rate. */
  static BetaExpectation of(CountCells cells, double strongest) {
    return Arrays.stream(SPLITS)
        .mapToObj(split -> new Climb(cells, strongest).from(split * cells.meanRate()))
        .reduce((one, other) -> other.logLikelihood > one.logLikelihood + STILL ? other : one)
        .orElseThrow();
  }

  /**
   * The kinds of other users of the same shop: some rounds on from its own, which the climb ends
   * close to. It stops short where the likelihood is flat, so that spreads of many such ends are a
   * lower limit.
   */
  static BetaMixture near(BetaMixture kinds, CountCells cells, double strongest) {
    Component low = kinds.components().get(0);
    Component high = kinds.components().get(1);
    return BetaMixture.from(
        new Climb(cells, strongest).on(high.weight(), top(low), top(high), FEW_ROUNDS).estimates());
  }

  private static LogNewton.Top top(Component kind) {
    return new LogNewton.Top(kind.alpha(), kind.beta(), 0, Double.NaN, Double.NaN);
  }

  private static final class Climb {

    private final CountCells cells;
    private final double strongest;
    private final double[] highShare;

    Climb(CountCells cells, double strongest) {
      this.cells = cells;
      this.strongest = strongest;
      this.highShare = new double[cells.size()];
    }

    BetaExpectation from(double split) {
      double mean = cells.meanRate();
      for (int i = 0; i < highShare.length; i++) {
        double shrunk = (cells.successes[i] + mean) / (cells.trials[i] + 1.0);
        highShare[i] = shrunk > split ? 0.9 : 0.1;
      }
      return on(highWeight(), kind(lowUsers()), kind(highUsers()), ROUNDS);
    }

    BetaExpectation on(
        double startingShare, LogNewton.Top startingLow, LogNewton.Top startingHigh, int rounds) {
      double before = Double.NEGATIVE_INFINITY;
      double share = startingShare;
      LogNewton.Top low = startingLow;
      LogNewton.Top high = startingHigh;
      for (int round = 0; round < rounds; round++) {
        double now = expect(share, low, high);
        if (now - before <= STILL * Math.abs(now)) {
          break;
        }
        before = now;
        share = highWeight();
        low = kind(lowUsers());
        high = kind(highUsers());
      }
      return ordered(share, low, high, before);
    }

    /** Sets every cell's share of the high kind; gives the log likelihood without its constant. */
    private double expect(double share, LogNewton.Top low, LogNewton.Top high) {
      double[] ofLow = logChances(1 - share, low);
      double[] ofHigh = logChances(share, high);
      double logLikelihood = 0;
      for (int i = 0; i < highShare.length; i++) {
        double larger = Math.max(ofLow[i], ofHigh[i]);
        double both =
            larger
                + FastMath.log(FastMath.exp(ofLow[i] - larger) + FastMath.exp(ofHigh[i] - larger));
        highShare[i] = FastMath.exp(ofHigh[i] - both);
        logLikelihood += cells.users[i] * both;
      }
      return logLikelihood;
    }

    /** ln of a kind's weight times its chance of each cell, without the binomial coefficient. */
    private double[] logChances(double weight, LogNewton.Top kind) {
      double[] successes = logRising(kind.first());
      double[] failures = logRising(kind.second());
      double[] trials = logRising(kind.first() + kind.second());
      double logWeight = FastMath.log(weight);
      double[] chances = new double[highShare.length];
      Arrays.setAll(
          chances,
          i ->
              logWeight
                  + successes[cells.successes[i]]
                  + failures[cells.trials[i] - cells.successes[i]]
                  - trials[cells.trials[i]]);
      return chances;
    }

    /** ln Γ(start + i) − ln Γ(start) for every whole i that occurs: sums of ln(start + i). */
    private double[] logRising(double start) {
      double[] sums = new double[cells.mostTrials() + 1];
      for (int i = 1; i < sums.length; i++) {
        sums[i] = sums[i - 1] + FastMath.log(start + i - 1);
      }
      return sums;
    }

    private LogNewton.Top kind(double[] users) {
      return BetaBinomial.oneKind(cells, users, strongest);
    }

    private double[] highUsers() {
      double[] users = new double[highShare.length];
      Arrays.setAll(users, i -> cells.users[i] * highShare[i]);
      return users;
    }

    private double[] lowUsers() {
      double[] users = new double[highShare.length];
      Arrays.setAll(users, i -> cells.users[i] * (1 - highShare[i]));
      return users;
    }

    /** Kept off 0 and 1, where a kind could never come back. */
    private double highWeight() {
      double share = Arrays.stream(highUsers()).sum() / cells.totalUsers();
      return Math.min(1 - 1e-9, Math.max(1e-9, share));
    }
  }

  private static BetaExpectation ordered(
      double share, LogNewton.Top one, LogNewton.Top other, double logLikelihood) {
    boolean isInOrder =
        one.first() / (one.first() + one.second())
            <= other.first() / (other.first() + other.second());
    LogNewton.Top low = isInOrder ? one : other;
    LogNewton.Top high = isInOrder ? other : one;
    double highWeight = isInOrder ? share : 1 - share;
    Map<String, Estimate> estimates = new HashMap<>(kind(1, 1 - highWeight, low));
    estimates.putAll(kind(2, highWeight, high));
    return new BetaExpectation(logLikelihood, Math.min(share, 1 - share), estimates);
  }

  private static Map<String, Estimate> kind(int k, double weight, LogNewton.Top top) {
    return BetaBinomial.component(
        k,
        Estimate.of(weight),
        new Estimate(top.first(), top.firstError()),
        new Estimate(top.second(), top.secondError()));
  }
}
