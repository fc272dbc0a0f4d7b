package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * What one purchase comes to: Gamma(p, ν) around a customer's mean, with ν spread over customers as
 * Gamma(q, γ) (Fader and Hardie 2013). It holds where spend does not hang on how often one buys,
 * and has a mean only for q &gt; 1.
 */
public record GammaGamma(double p, double q, double gamma) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Name of the fit. */
  public static final String MODEL = "gamma_gamma";

  /** Names of the parameters. */
  public static final List<String> PARAMETERS = List.of("p", "q", "gamma");

  /** What a purchase of a new customer is to be expected to come to. */
  public static final String EXPECTED = "expected_spend";

  /** Of purchases after the first and what one of them comes to. */
  static final String CORRELATION = "correlation";

  private static final double[][] STARTS = {{6, 4, 0.5}, {1, 2, 1}, {20, 10, 0.5}};

  /**
   * Fits the model by maximum likelihood over the logarithms of the parameters, spend scaled by its
   * mean, from three starts. Where it cannot be used the estimates say why.
   *
   * @param leastCustomers fewer are not fitted
   * @param mostCorrelation of purchases and mean spend, either way, with which it is still used
   */
  public static Map<String, Estimate> fit(
      SpendCells cells, int leastCustomers, double mostCorrelation) {
    if (cells.totalCustomers() < leastCustomers) {
      return FitStatus.FEW_CUSTOMERS.alone();
    }
    double unit = cells.meanSpend();
    SpendCells scaled = cells.inUnits(unit);
    LikelihoodPeak peak = LikelihoodPeak.of(point -> of(point).logLikelihood(scaled), STARTS);
    Map<String, Estimate> estimates = new HashMap<>();
    double correlation = cells.correlation();
    estimates.put(CORRELATION, Estimate.of(correlation));
    if (!peak.isPeak()) {
      estimates.putAll(FitStatus.NO_PEAK.alone());
      return estimates;
    }
    estimates.putAll(LogNormalParameters.estimates(peak, PARAMETERS, 1, 1, unit));
    double logLikelihood = peak.logLikelihood() - cells.totalCustomers() * FastMath.log(unit);
    estimates.put(PurchaseProcess.LOG_LIKELIHOOD, Estimate.of(logLikelihood));
    LogNormalParameters<GammaGamma> fitted = read(estimates);
    FitStatus status =
        fitted.best().q <= 1
            ? FitStatus.INFINITE_MEAN
            : Math.abs(correlation) > mostCorrelation ? FitStatus.CORRELATED_SPEND : FitStatus.USED;
    estimates.put(FitStatus.PARAMETER, status.estimate());
    if (status == FitStatus.USED) {
      estimates.putAll(DrawnInterval.of(fitted, drawn -> drawn.expected(0, 0)).estimates(EXPECTED));
    }
    return estimates;
  }

  /** The model behind estimates of a fit that was made. */
  static LogNormalParameters<GammaGamma> read(Map<String, Estimate> estimates) {
    return LogNormalParameters.from(estimates, PARAMETERS, GammaGamma::of);
  }

  private static GammaGamma of(double[] values) {
    return new GammaGamma(values[0], values[1], values[2]);
  }

  /**
   * The expected value of a purchase of a customer.
   *
   * @param purchases how many purchases are known, 0 for none
   * @param spend what they came to, all together
   */
  double expected(double purchases, double spend) {
    return p * (gamma + spend) / (p * purchases + q - 1);
  }

  /** ln of the likelihood of all cells. */
  double logLikelihood(SpendCells cells) {
    double constant = q * FastMath.log(gamma) - Gamma.logGamma(q);
    double sum = 0;
    double ofPurchases = 0;
    for (int i = 0; i < cells.size(); i++) {
      double x = cells.purchases[i];
      if (i == 0 || cells.purchases[i] != cells.purchases[i - 1]) {
        ofPurchases =
            constant + Gamma.logGamma(p * x + q) - Gamma.logGamma(p * x) + p * x * FastMath.log(x);
      }
      sum +=
          cells.customers[i]
              * (ofPurchases
                  + (p * x - 1) * FastMath.log(cells.spends[i])
                  - (p * x + q) * FastMath.log(gamma + x * cells.spends[i]));
    }
    return sum;
  }
}
