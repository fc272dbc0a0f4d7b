package io.seedbed.models.fit;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Customers buy at rates spread as Gamma(r, α) and are lost after a purchase with chances spread as
 * Beta(a, b) (Fader, Hardie and Lee 2005). Nobody is lost before a second purchase, so of one-time
 * buyers it says nothing.
 */
record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

  private static final long serialVersionUID = 1L;

  /** Where the series is short and nothing cancels. */
  private static final double FAR = 0.9;

  private static final double POLE = 1e-3;
  private static final double MANY = 100;

  @Override
  public PurchaseCells.Likelihood likelihood() {
    return new Likelihood();
  }

  /** What hangs on the repeats alone is computed once for all cells that share them. */
  private final class Likelihood implements PurchaseCells.Likelihood {

    private final double constant =
        r * FastMath.log(alpha) - Gamma.logGamma(r) - Beta.logBeta(a, b);
    private int repeats = -1;
    private double ofRepeats;
    private double lossOdds;

    @Override
    public double of(PurchaseCells.Cell cell) {
      int x = cell.repeats();
      if (x != repeats) {
        repeats = x;
        ofRepeats = constant + Gamma.logGamma(r + x) + Beta.logBeta(a, b + x);
        lossOdds = x == 0 ? 0 : FastMath.log(a / (b + x - 1));
      }
      double alive = -(r + x) * FastMath.log(alpha + cell.age());
      if (x == 0) {
        return ofRepeats + alive;
      }
      double lost = lossOdds - (r + x) * FastMath.log(alpha + cell.last());
      double larger = Math.max(alive, lost);
      return ofRepeats + larger + FastMath.log1p(FastMath.exp(-Math.abs(alive - lost)));
    }
  }

  /** In logarithms, since the power overflows at many purchases long ago. */
  @Override
  public double pAlive(int repeats, double last, double age) {
    if (repeats == 0) {
      return 1;
    }
    double logOdds =
        FastMath.log(a / (b + repeats - 1))
            + (r + repeats) * FastMath.log((alpha + age) / (alpha + last));
    return 1 / (1 + FastMath.exp(logOdds));
  }

  @Override
  public double expected(int repeats, double last, double age, double horizon) {
    return ofLiving(repeats, age, horizon) * pAlive(repeats, last, age);
  }

  private double ofLiving(int x, double age, double horizon) {
    double z = horizon / (alpha + age + horizon);
    if (z < FAR && Math.abs(a - 1) > POLE && a + b < MANY) {
      double series = Hypergeometric.series(a + b - 1 - r, a - 1, a + b + x - 1, z);
      return (a + b + x - 1) / (a - 1) * (1 - FastMath.pow(1 - z, a - 1) * series);
    }
    return overLossChances(x, horizon / (alpha + age));
  }

  /**
   * The same as an average over the chance p of being lost, which is Beta(a, b+x) among the living:
   * E[(1 − (1 + p·h)^−(r+x)) / p]. It has no pole at a = 1. Summed over the logit of p, where the
   * weight is a smooth hill and equal steps converge like a Gauss rule.
   */
  private double overLossChances(int x, double ahead) {
    double stay = b + x;
    double peak = FastMath.log(a / stay);
    double step = Math.min(0.1, 0.3 * FastMath.sqrt(1 / a + 1 / stay));
    double constant = -Beta.logBeta(a, stay);
    double sum = 0;
    for (int direction = -1; direction <= 1; direction += 2) {
      for (int k = direction > 0 ? 0 : 1; ; k++) {
        double logit = peak + direction * k * step;
        double logP = -FastMath.log1p(FastMath.exp(-logit));
        double logRest = -FastMath.log1p(FastMath.exp(logit));
        double density = FastMath.exp(constant + a * logP + stay * logRest);
        double p = FastMath.exp(logP);
        double bought = -FastMath.expm1(-(r + x) * FastMath.log1p(p * ahead));
        double part = density * (p > 0 ? bought / p : (r + x) * ahead);
        sum += part;
        if (part <= 1e-16 * sum) {
          break;
        }
      }
    }
    return sum * step;
  }
}
