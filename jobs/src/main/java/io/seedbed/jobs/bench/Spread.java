package io.seedbed.jobs.bench;

import java.util.Arrays;

/** The middle of several measurements and their extremes. */
public record Spread(double median, double least, double most) {

  /** Of at least one measurement; of an even number the median is the mean of the middle two. */
  static Spread of(double... measured) {
    if (measured.length == 0) {
      throw new IllegalArgumentException(
          "Cannot take the median of no measurements. Measure at least once.");
    }
    double[] sorted = measured.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
