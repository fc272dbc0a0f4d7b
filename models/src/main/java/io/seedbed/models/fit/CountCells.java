package io.seedbed.models.fit;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Users counted by (trials, successes), in a fixed order: sums over them give the same bits however
 * the cells arrived.
 */
public final class CountCells {

  final int[] trials;
  final int[] successes;
  final double[] users;

  /** Cells from three parallel arrays; equal ones are merged. */
  public CountCells(int[] trials, int[] successes, long[] users) {
    SortedMap<Pair, Long> merged = Pair.merge(trials, successes, users);
    this.trials = merged.keySet().stream().mapToInt(Pair::first).toArray();
    this.successes = merged.keySet().stream().mapToInt(Pair::second).toArray();
    this.users = merged.values().stream().mapToDouble(Long::doubleValue).toArray();
    for (int i = 0; i < size(); i++) {
      if (this.successes[i] < 0 || this.successes[i] > this.trials[i] || this.users[i] < 0) {
        throw new IllegalArgumentException(
            "Cannot fit a cell of %s users with %s successes among %s trials: successes lie between 0 and the trials. Fix the cells."
                .formatted((long) this.users[i], this.successes[i], this.trials[i]));
      }
    }
  }

  private CountCells(CountCells cells, double[] users) {
    this.trials = cells.trials;
    this.successes = cells.successes;
    this.users = users;
  }

  /** The same cells with other numbers of users. */
  CountCells with(double[] otherUsers) {
    return new CountCells(this, otherUsers);
  }

  int size() {
    return trials.length;
  }

  double totalUsers() {
    return Arrays.stream(users).sum();
  }

  double totalTrials() {
    return IntStream.range(0, size()).mapToDouble(i -> users[i] * trials[i]).sum();
  }

  double totalSuccesses() {
    return IntStream.range(0, size()).mapToDouble(i -> users[i] * successes[i]).sum();
  }

  int mostTrials() {
    return Arrays.stream(trials).max().orElse(0);
  }

  /**
   * The mean rate; with a half success and a half failure added where all or none succeeded, so
   * that a prior always leaves room for both.
   */
  double meanRate() {
    double mean = totalSuccesses() / totalTrials();
    return mean > 0 && mean < 1 ? mean : (totalSuccesses() + 0.5) / (totalTrials() + 1);
  }
}
