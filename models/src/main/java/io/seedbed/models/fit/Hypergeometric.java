package io.seedbed.models.fit;

import org.apache.commons.math3.util.FastMath;

/**
 * Values of Gauss's hypergeometric function ₂F₁ for arguments from 0 up to 1, where purchase models
 * ask for it.
 */
final class Hypergeometric {

  private static final double PRECISION = 1e-15;
  private static final double TINY = 1e-300;
  private static final int MOST_TERMS = 100_000;

  /**
   * ln ₂F₁(1, p; c; z) for 0 &lt; p &lt; c and 0 ≤ z &lt; 1, by Gauss's continued fraction (DLMF
   * 15.7.1 at b = 0), evaluated after Lentz (1976). All its terms are of a size, so nothing
   * overflows, and close to 1 it needs the square root of the terms that the series needs.
   */
  static double logOfFirstOne(double p, double c, double z) {
    double start = c - 1;
    double fraction = start;
    double upper = start;
    double lower = 0;
    for (int n = 1; n < MOST_TERMS; n++) {
      int half = n / 2;
      double step = n % 2 == 1 ? (p + half) * (start + half) : half * (start - p + half);
      double partial = start + n;
      lower = nonZero(partial - step * z * lower);
      upper = nonZero(partial - step * z / upper);
      lower = 1 / lower;
      double change = upper * lower;
      fraction *= change;
      if (Math.abs(change - 1) < PRECISION) {
        break;
      }
    }
    return FastMath.log(start / fraction);
  }

  /** The series of ₂F₁(a, b; c; z), for z away from 1. */
  static double series(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MOST_TERMS; n++) {
      term *= (a + n) / (c + n) * ((b + n) / (n + 1.0)) * z;
      sum += term;
      if (Math.abs(term) <= PRECISION * Math.abs(sum)) {
        break;
      }
    }
    return sum;
  }

  private static double nonZero(double value) {
    return value == 0 ? TINY : value;
  }

  private Hypergeometric() {}
}
