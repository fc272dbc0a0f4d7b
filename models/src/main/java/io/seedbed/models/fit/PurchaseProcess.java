package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/**
 * A family of purchase models and how it is fitted to cells of customers: by maximum likelihood
 * over the logarithms of the parameters, time scaled so that the oldest customer is known for 10,
 * from three starts.
 */
public final class PurchaseProcess {

  /** Lost after a purchase. */
  public static final PurchaseProcess BG_NBD =
      new PurchaseProcess(
          "bg_nbd",
          List.of("r", "alpha", "a", "b"),
          Set.of(1),
          p -> new BgNbd(p[0], p[1], p[2], p[3]),
          new double[][] {{1, 1, 1, 1}, {0.25, 1, 0.8, 2.5}, {2, 5, 0.3, 5}});

  /** Lost at any time. */
  public static final PurchaseProcess PARETO_NBD =
      new PurchaseProcess(
          "pareto_nbd",
          List.of("r", "alpha", "s", "beta"),
          Set.of(1, 3),
          p -> new ParetoNbd(p[0], p[1], p[2], p[3]),
          new double[][] {{1, 1, 1, 1}, {0.5, 2.5, 0.6, 3}, {2, 5, 2, 5}});

  /** The log likelihood of all customers, in the unit of time of the cells. */
  public static final String LOG_LIKELIHOOD = "log_likelihood";

  /** The purchases to be expected of a new customer, after the first. */
  public static final String EXPECTED = "expected_purchases";

  private static final double OLDEST = 10;

  private final String model;
  private final List<String> parameters;
  private final Set<Integer> times;
  private final LogNormalParameters.Maker<PurchaseModel> make;
  private final double[][] starts;

  private PurchaseProcess(
      String model,
      List<String> parameters,
      Set<Integer> times,
      LogNormalParameters.Maker<PurchaseModel> make,
      double[][] starts) {
    this.model = model;
    this.parameters = parameters;
    this.times = times;
    this.make = make;
    this.starts = starts;
  }

  /** Name of the fit. */
  public String model() {
    return model;
  }

  /** Names of the parameters. */
  public List<String> parameters() {
    return parameters;
  }

  /**
   * Fits the model; where that is not possible the estimates say why and nothing else.
   *
   * @param leastRepeaters customers with a second purchase below whom nothing is fitted
   * @param horizon how far ahead a new customer's purchases are counted
   */
  public Map<String, Estimate> fit(PurchaseCells cells, int leastRepeaters, double horizon) {
    if (cells.repeatCustomers() < leastRepeaters || cells.greatestAge() == 0) {
      return FitStatus.FEW_CUSTOMERS.alone();
    }
    double unit = cells.greatestAge() / OLDEST;
    PurchaseCells scaled = cells.inUnits(unit);
    LikelihoodPeak peak =
        LikelihoodPeak.of(point -> scaled.logLikelihood(() -> make.of(point).likelihood()), starts);
    if (!peak.isPeak()) {
      return FitStatus.NO_PEAK.alone();
    }
    Map<String, Estimate> estimates =
        new HashMap<>(LogNormalParameters.estimates(peak, parameters, units(unit)));
    double logLikelihood = peak.logLikelihood() - cells.totalRepeats() * FastMath.log(unit);
    estimates.put(LOG_LIKELIHOOD, Estimate.of(logLikelihood));
    estimates.put(FitStatus.PARAMETER, FitStatus.USED.estimate());
    estimates.putAll(
        DrawnInterval.of(read(estimates), drawn -> drawn.expected(0, 0, 0, horizon))
            .estimates(EXPECTED));
    return estimates;
  }

  private double[] units(double unit) {
    return IntStream.range(0, parameters.size())
        .mapToDouble(i -> times.contains(i) ? unit : 1)
        .toArray();
  }

  /** The model behind estimates of a fit that is used. */
  LogNormalParameters<PurchaseModel> read(Map<String, Estimate> estimates) {
    return LogNormalParameters.from(estimates, parameters, make);
  }
}
