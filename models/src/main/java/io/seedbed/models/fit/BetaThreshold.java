package io.seedbed.models.fit;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The threshold that a fitted beta prior gives: as it is where shops drawn again come to much the
 * same, else that of the fallback. A shop drawn again is taken to be of as many kinds of users as
 * the shop itself.
 *
 * @param fitted the prior that was fitted to the cells
 * @param rule what makes a threshold of a prior
 */
public record BetaThreshold(
    CountCells cells, BetaMixture fitted, PriorRules prior, ToDoubleFunction<BetaMixture> rule) {

  /** The threshold with its interval. */
  public FittedThreshold judged(ThresholdRules rules) {
    Resamples shops = new Resamples(cells.users);
    double[] redrawn = new double[rules.replicates()];
    Arrays.setAll(redrawn, i -> rule.applyAsDouble(prior(cells.with(shops.next()))));
    return FittedThreshold.of(
        rule.applyAsDouble(fitted),
        redrawn,
        rule.applyAsDouble(BetaBinomial.fallback(cells, prior)),
        rules);
  }

  private BetaMixture prior(CountCells drawn) {
    if (fitted.components().size() > 1) {
      return BetaExpectation.near(fitted, drawn, prior.strongest());
    }
    return BetaBinomial.spread(drawn, prior)
        .map(top -> BetaMixture.of(top.first(), top.second()))
        .orElseGet(() -> BetaBinomial.fallback(drawn, prior));
  }
}
