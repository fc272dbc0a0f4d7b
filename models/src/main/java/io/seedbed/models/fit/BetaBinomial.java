package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits the spread of a rate over a population to undecayed counts, by maximum likelihood of the
 * beta-binomial (Skellam 1948), started at the method of moments. Fitting on decayed counts
 * degenerates. Two kinds of users are fitted where the mean rate is high or the data are bimodal:
 * where the Bayesian information criterion prefers two kinds by the configured evidence.
 */
public final class BetaBinomial {

  /** Mean number of successes per trial over all users. */
  public static final String BASE_RATE = "base_rate";

  /** 1 where the data show no spread and the prior is the mean with a configured strength. */
  public static final String IS_FALLBACK = "is_fallback";

  /** 1 where the data themselves, not only their mean, speak for two kinds. */
  public static final String IS_BIMODAL = "is_bimodal";

  private static final double LEAST = 1e-4;
  private static final double MOST = 1e7;

  private final CountCells cells;
  private final PriorRules rules;
  private final MixtureRules mixtureRules;

  private BetaBinomial(CountCells cells, PriorRules rules, MixtureRules mixtureRules) {
    this.cells = cells;
    this.rules = rules;
    this.mixtureRules = mixtureRules;
  }

  /** The estimates of the prior, to be read with {@link BetaMixture#from}. */
  public static Map<String, Estimate> fit(
      CountCells cells, PriorRules rules, MixtureRules mixtureRules) {
    return new BetaBinomial(cells, rules, mixtureRules).estimates();
  }

  private Map<String, Estimate> estimates() {
    Optional<LogNewton.Top> spread = spread(cells, rules);
    if (spread.isEmpty()) {
      return withTraits(estimates(fallback(cells, rules)), baseRate(cells, rules), true, false);
    }
    double mean = cells.meanRate();
    LogNewton.Top one = spread.get();
    BetaExpectation two = BetaExpectation.of(cells, rules.strongest());
    boolean isBimodal = isBimodal(one, two);
    if (two.smallestShare() >= mixtureRules.smallestShare()
        && (mean > mixtureRules.baseRate() || isBimodal)) {
      return withTraits(two.estimates(), mean, false, isBimodal);
    }
    return withTraits(
        component(
            1,
            Estimate.of(1),
            new Estimate(one.first(), one.firstError()),
            new Estimate(one.second(), one.secondError())),
        mean,
        false,
        false);
  }

  /** The most likely single prior; empty where the data show no spread, or none to speak of. */
  static Optional<LogNewton.Top> spread(CountCells cells, PriorRules rules) {
    if (!(correlation(cells, cells.users) > 0)) {
      return Optional.empty();
    }
    return Optional.of(oneKind(cells, cells.users, MOST))
        .filter(one -> one.first() + one.second() <= rules.strongest());
  }

  /** The mean rate, worth a configured number of trials. */
  static BetaMixture fallback(CountCells cells, PriorRules rules) {
    double mean = baseRate(cells, rules);
    double strength = rules.fallbackStrength();
    return BetaMixture.of(mean * strength, (1 - mean) * strength);
  }

  private static double baseRate(CountCells cells, PriorRules rules) {
    return cells.totalTrials() == 0 ? rules.fallbackMean() : cells.meanRate();
  }

  /** Three parameters more, each at the price of the logarithm of the number of users. */
  private boolean isBimodal(LogNewton.Top one, BetaExpectation two) {
    double gain = 2 * (two.logLikelihood() - one.value());
    return gain - 3 * Math.log(cells.totalUsers()) > mixtureRules.evidence();
  }

  /** The most likely single beta distribution of weighted cells. */
  static LogNewton.Top oneKind(CountCells cells, double[] weights, double most) {
    double[] start = start(cells, weights);
    return LogNewton.climb(new BetaLikelihood(cells, weights), start[0], start[1], LEAST, most);
  }

  /** α and β of the method of moments, kept off the edges; where ρ says nothing, of ρ = 0.1. */
  static double[] start(CountCells cells, double[] weights) {
    double correlation = correlation(cells, weights);
    double start = correlation > 0 ? Math.min(0.9, Math.max(1e-3, correlation)) : 0.1;
    double strength = 1 / start - 1;
    double mean = Math.min(0.999, Math.max(0.001, mean(cells, weights)));
    return new double[] {mean * strength, (1 - mean) * strength};
  }

  /** ρ of the method of moments; NaN where no user has two trials. */
  private static double correlation(CountCells cells, double[] weights) {
    double pairs = 0;
    double successPairs = 0;
    for (int i = 0; i < cells.size(); i++) {
      pairs += weights[i] * cells.trials[i] * (cells.trials[i] - 1.0);
      successPairs += weights[i] * cells.successes[i] * (cells.successes[i] - 1.0);
    }
    double mean = mean(cells, weights);
    return (successPairs / pairs - mean * mean) / (mean * (1 - mean));
  }

  private static double mean(CountCells cells, double[] weights) {
    double trials = 0;
    double successes = 0;
    for (int i = 0; i < cells.size(); i++) {
      trials += weights[i] * cells.trials[i];
      successes += weights[i] * cells.successes[i];
    }
    return successes / trials;
  }

  private static Map<String, Estimate> estimates(BetaMixture single) {
    BetaMixture.Component kind = single.components().get(0);
    return component(
        1, Estimate.of(kind.weight()), Estimate.of(kind.alpha()), Estimate.of(kind.beta()));
  }

  private static Map<String, Estimate> withTraits(
      Map<String, Estimate> estimates, double mean, boolean isFallback, boolean isBimodal) {
    Map<String, Estimate> all = new LinkedHashMap<>(estimates);
    all.put(BASE_RATE, Estimate.of(mean));
    all.put(IS_FALLBACK, Estimate.of(isFallback ? 1 : 0));
    all.put(IS_BIMODAL, Estimate.of(isBimodal ? 1 : 0));
    return all;
  }

  static Map<String, Estimate> component(int k, Estimate weight, Estimate alpha, Estimate beta) {
    List<String> names = BetaMixture.parameters(k);
    return Map.of(names.get(0), weight, names.get(1), alpha, names.get(2), beta);
  }
}
