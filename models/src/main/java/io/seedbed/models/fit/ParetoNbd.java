package io.seedbed.models.fit;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Customers buy at rates spread as Gamma(r, α) and are lost at rates spread as Gamma(s, β), at any
 * time (Schmittlein, Morrison and Colombo 1987; the likelihood after Fader and Hardie 2005). All in
 * logarithms; the integrals over the unseen moment of loss are sums of two positive terms, never
 * differences.
 */
record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {

  private static final long serialVersionUID = 1L;

  @Override
  public PurchaseCells.Likelihood likelihood() {
    return new Likelihood();
  }

  /** What hangs on the repeats alone is computed once for all cells that share them. */
  private final class Likelihood implements PurchaseCells.Likelihood {

    private final double constant =
        r * FastMath.log(alpha) + s * FastMath.log(beta) - Gamma.logGamma(r);
    private int repeats = -1;
    private double ofRepeats;

    @Override
    public double of(PurchaseCells.Cell cell) {
      if (cell.repeats() != repeats) {
        repeats = cell.repeats();
        ofRepeats = constant + Gamma.logGamma(r + repeats);
      }
      return ofRepeats + logOfTimes(cell.repeats(), cell.last(), cell.age());
    }
  }

  /**
   * ln of (α+T)^−(r+x) (β+T)^−s, for a customer who is not lost, plus what those add who were lost
   * after the last purchase: integrated by parts, lost after t_x at whatever time plus next bought
   * after T.
   */
  private double logOfTimes(int x, double last, double age) {
    double lost = FastMath.log(s / (r + s + x)) + lostAfter(x, last);
    double bought = FastMath.log((r + x) / (r + s + x)) + boughtAfter(x, age);
    double larger = Math.max(lost, bought);
    return larger + FastMath.log1p(FastMath.exp(-Math.abs(lost - bought)));
  }

  /** ln of (r+s+x) ∫ (α+y)^−(r+x) (β+y)^−(s+1) dy from a time on. */
  private double lostAfter(int x, double time) {
    boolean isAlphaLarger = alpha >= beta;
    double fraction =
        Hypergeometric.logOfFirstOne(isAlphaLarger ? r + x : s + 1, r + s + x + 1, argument(time));
    return fraction
        - (isAlphaLarger ? r + x : r + x - 1) * FastMath.log(alpha + time)
        - (isAlphaLarger ? s : s + 1) * FastMath.log(beta + time);
  }

  /** ln of (r+s+x) ∫ (α+y)^−(r+x+1) (β+y)^−s dy from a time on. */
  private double boughtAfter(int x, double time) {
    boolean isAlphaLarger = alpha >= beta;
    double fraction =
        Hypergeometric.logOfFirstOne(isAlphaLarger ? r + x + 1 : s, r + s + x + 1, argument(time));
    return fraction
        - (isAlphaLarger ? r + x + 1 : r + x) * FastMath.log(alpha + time)
        - (isAlphaLarger ? s - 1 : s) * FastMath.log(beta + time);
  }

  private double argument(double time) {
    return Math.abs(alpha - beta) / (Math.max(alpha, beta) + time);
  }

  @Override
  public double pAlive(int repeats, double last, double age) {
    double alive = -(r + repeats) * FastMath.log(alpha + age) - s * FastMath.log(beta + age);
    return Math.min(1, FastMath.exp(alive - logOfTimes(repeats, last, age)));
  }

  /** At s = 1 the power of time turns into its logarithm. */
  @Override
  public double expected(int repeats, double last, double age, double horizon) {
    double logTime = FastMath.log1p(horizon / (beta + age));
    double power = s - 1;
    double time = power == 0 ? logTime : -FastMath.expm1(-power * logTime) / power;
    return (r + repeats) * (beta + age) / (alpha + age) * time * pAlive(repeats, last, age);
  }
}
