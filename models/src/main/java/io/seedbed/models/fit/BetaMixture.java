package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.util.FastMath;

/**
 * What is believed of a rate between 0 and 1: one beta distribution, or several in proportion to
 * their weights where a population has kinds. Conjugate to counts of successes among trials, which
 * need not be whole numbers (decayed evidence).
 */
public record BetaMixture(List<Component> components) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** One kind: its share of the population and the beta distribution of its rates. */
  public record Component(double weight, double alpha, double beta) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Component {
      if (!(weight > 0 && weight <= 1 && alpha > 0 && beta > 0)
          || Double.isInfinite(alpha)
          || Double.isInfinite(beta)) {
        throw new IllegalArgumentException(
            "Cannot use a beta component of weight %s, alpha %s, beta %s: a weight lies in (0, 1], the others are positive. Fix the prior."
                .formatted(weight, alpha, beta));
      }
    }

    private double mean() {
      return alpha / (alpha + beta);
    }

    private double variance() {
      return mean() * (1 - mean()) / (alpha + beta + 1);
    }

    private double below(double rate) {
      return rate <= 0 ? 0 : rate >= 1 ? 1 : Beta.regularizedBeta(rate, alpha, beta);
    }

    private double above(double rate) {
      return rate <= 0 ? 1 : rate >= 1 ? 0 : Beta.regularizedBeta(1 - rate, beta, alpha);
    }

    /** ln of the weight times the chance of the counts, without the binomial coefficient. */
    double logEvidence(double trials, double successes) {
      return FastMath.log(weight)
          + Beta.logBeta(alpha + successes, beta + trials - successes)
          - Beta.logBeta(alpha, beta);
    }
  }

  public BetaMixture {
    components = List.copyOf(components);
    double total = components.stream().mapToDouble(Component::weight).sum();
    if (Math.abs(total - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "Cannot use a beta mixture whose weights add to %s: they must add to 1. Fix the prior."
              .formatted(total));
    }
  }

  /** A single beta distribution. */
  public static BetaMixture of(double alpha, double beta) {
    return new BetaMixture(List.of(new Component(1, alpha, beta)));
  }

  /** The prior that {@link BetaBinomial} has fitted. */
  public static BetaMixture from(FittedModel fitted) {
    return from(fitted.estimates());
  }

  /** The prior of estimates by parameter. */
  static BetaMixture from(Map<String, Estimate> estimates) {
    List<Component> kinds = new ArrayList<>();
    for (int k = 1; estimates.containsKey(parameters(k).get(0)); k++) {
      List<Double> values =
          parameters(k).stream().map(name -> estimates.get(name).value()).toList();
      kinds.add(new Component(values.get(0), values.get(1), values.get(2)));
    }
    return new BetaMixture(kinds);
  }

  /** Names of the k-th kind's weight, alpha and beta. */
  static List<String> parameters(int k) {
    return List.of("weight_" + k, "alpha_" + k, "beta_" + k);
  }

  /**
   * The belief after {@code successes} among {@code trials}: each component is updated, and gains
   * or loses weight by how well it foretold them.
   */
  public BetaMixture after(double trials, double successes) {
    if (!(successes >= 0 && successes <= trials)) {
      throw new IllegalArgumentException(
          "Cannot update a rate with %s successes among %s trials: successes lie between 0 and the trials. Fix the counts."
              .formatted(successes, trials));
    }
    double[] evidence =
        components.stream().mapToDouble(kind -> kind.logEvidence(trials, successes)).toArray();
    double[] weights = proportions(evidence);
    List<Component> updated = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      Component kind = components.get(k);
      if (weights[k] > 0) {
        updated.add(
            new Component(weights[k], kind.alpha + successes, kind.beta + trials - successes));
      }
    }
    return new BetaMixture(updated);
  }

  /** The expected rate. */
  public double mean() {
    return components.stream().mapToDouble(kind -> kind.weight * kind.mean()).sum();
  }

  /**
   * How far two kinds stand apart: the distance of their means in standard deviations, D of Ashman,
   * Bird and Zepf (1994), above 2 where they are told apart; 0 for one kind.
   */
  public double separation() {
    if (components.size() < 2) {
      return 0;
    }
    Component one = components.get(0);
    Component other = components.get(1);
    return Math.abs(other.mean() - one.mean())
        / FastMath.sqrt((one.variance() + other.variance()) / 2);
  }

  /** P(rate &gt; threshold). */
  public double above(double threshold) {
    double sum = components.stream().mapToDouble(kind -> kind.weight * kind.above(threshold)).sum();
    return Math.min(1, sum);
  }

  /** The rate that is exceeded with probability {@code 1 − probability}. */
  public double quantile(double probability) {
    return Quantiles.between(
        0,
        1,
        probability,
        rate -> components.stream().mapToDouble(kind -> kind.weight * kind.below(rate)).sum());
  }

  /** Shares of a whole from logarithms, without overflow. */
  static double[] proportions(double[] logarithms) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logarithm : logarithms) {
      largest = Math.max(largest, logarithm);
    }
    double total = 0;
    double[] shares = new double[logarithms.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = FastMath.exp(logarithms[k] - largest);
      total += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= total;
    }
    return shares;
  }
}
