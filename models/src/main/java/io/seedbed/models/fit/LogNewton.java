package io.seedbed.models.fit;

import org.apache.commons.math3.util.FastMath;

/**
 * Maximises a smooth function of two positive parameters: Newton steps on their logarithms, made
 * safe by a ridge where the surface bends upwards and by halving a step that does not climb.
 */
final class LogNewton {

  private static final int STEPS = 200;
  private static final int HALVINGS = 40;
  private static final double FLAT = 1e-10;
  private static final double LONGEST_STEP = 1.5;

  /** A value with its first and second derivatives, in the parameters themselves. */
  record Slope(
      double value,
      double first,
      double second,
      double firstFirst,
      double firstSecond,
      double secondSecond) {}

  /** A function of two positive parameters. */
  interface Surface {
    /** The function and its derivatives at a point. */
    Slope at(double first, double second);
  }

  /** Where the climb ended, with standard errors from the Hessian (NaN where it has none). */
  record Top(double first, double second, double value, double firstError, double secondError) {}

  /** Climbs from a start, with both parameters kept in {@code [low, high]}. */
  static Top climb(
      Surface surface, double firstStart, double secondStart, double low, double high) {
    double u = FastMath.log(within(firstStart, low, high));
    double v = FastMath.log(within(secondStart, low, high));
    Bend bend = Bend.at(surface, u, v);
    for (int step = 0; step < STEPS && !bend.isFlat(); step++) {
      double[] direction = bend.uphill();
      Bend next = bend;
      double length = 1;
      for (int halving = 0; halving < HALVINGS && next.value <= bend.value; halving++) {
        double nextU = within(u + length * direction[0], FastMath.log(low), FastMath.log(high));
        double nextV = within(v + length * direction[1], FastMath.log(low), FastMath.log(high));
        next = Bend.at(surface, nextU, nextV);
        length /= 2;
      }
      if (next.value <= bend.value) {
        break;
      }
      u = next.u;
      v = next.v;
      bend = next;
    }
    return bend.top();
  }

  private static double within(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }

  /** The surface around a point, in logarithms. */
  private record Bend(
      double u, double v, double value, double gu, double gv, double huu, double huv, double hvv) {

    static Bend at(Surface surface, double u, double v) {
      double a = FastMath.exp(u);
      double b = FastMath.exp(v);
      Slope slope = surface.at(a, b);
      return new Bend(
          u,
          v,
          slope.value,
          a * slope.first,
          b * slope.second,
          a * a * slope.firstFirst + a * slope.first,
          a * b * slope.firstSecond,
          b * b * slope.secondSecond + b * slope.second);
    }

    boolean isFlat() {
      return Math.max(Math.abs(gu), Math.abs(gv)) <= FLAT * Math.max(1, Math.abs(value));
    }

    double[] uphill() {
      double middle = -(huu + hvv) / 2;
      double spread = FastMath.sqrt((huu - hvv) * (huu - hvv) / 4 + huv * huv);
      double leastCurvature = middle - spread;
      double scale = Math.max(1e-8, Math.abs(middle) + spread);
      double ridge = leastCurvature > 1e-8 * scale ? 0 : 1e-3 * scale - leastCurvature;
      double suu = -huu + ridge;
      double svv = -hvv + ridge;
      double determinant = suu * svv - huv * huv;
      double du = (svv * gu + huv * gv) / determinant;
      double dv = (suu * gv + huv * gu) / determinant;
      double longest = Math.max(Math.abs(du), Math.abs(dv));
      double cut = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
      return new double[] {cut * du, cut * dv};
    }

    /** Errors of the logarithms times the parameters: the delta method. */
    Top top() {
      double a = FastMath.exp(u);
      double b = FastMath.exp(v);
      double determinant = huu * hvv - huv * huv;
      boolean isPeak = huu < 0 && hvv < 0 && determinant > 0;
      return new Top(
          a,
          b,
          value,
          isPeak ? a * FastMath.sqrt(-hvv / determinant) : Double.NaN,
          isPeak ? b * FastMath.sqrt(-huu / determinant) : Double.NaN);
    }
  }

  private LogNewton() {}
}
