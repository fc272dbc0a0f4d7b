package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaTail;
import org.apache.spark.sql.Column;

/**
 * A problem user (问题用户) has orders that surely go bad more often than is tolerable, or did
 * something severe.
 */
record ProblemRule(ProblemRules rules, ProblemPrior fitted) {

  /** P(rate above the threshold): 0 where a count gate fails, 1 if severe. */
  Column probability() {
    return when(isDecreed(), lit(1d))
        .when(hasEnoughOrders(0).and(hasEnoughBadOrders(0)), goesBadOften(0))
        .otherwise(lit(0d));
  }

  /** Whether the probability already given would flag on a first night. */
  Column isProblem() {
    return UserSegments.P_PROBLEM.col().geq(lit(rules.confidence()));
  }

  /** The probability with one more order, paid today and bad. */
  Column probabilityWithOneMoreBadOrder() {
    return when(hasEnoughOrders(1).and(hasEnoughBadOrders(1)), goesBadOften(1)).otherwise(lit(0d));
  }

  /** Whether the probability holds at once: what is severe does not wait for nights to pass. */
  Column isDecreed() {
    return hasPaid().and(isSevere());
  }

  /** Bad orders to take back until the count gate fails for sure: the rate may give way sooner. */
  Column badOrdersTooMany() {
    return UserFeatures.BAD_ORDERS.col().minus(lit(rules.leastBadOrders() - 1));
  }

  /** What the rule held against its thresholds, beside the probability. */
  Column[] reasonsFor() {
    return new Column[] {
      Reason.atLeast(
          UserFeatures.BAD_ORDERS.name(),
          UserFeatures.BAD_ORDERS.col(),
          lit(rules.leastBadOrders())),
      Reason.atLeast(
          UserFeatures.PAID_ORDERS.name(),
          UserFeatures.PAID_ORDERS.col(),
          lit(rules.leastOrders())),
      when(isSevere(), Reason.atLeast(UserFeatures.SEVERE_EVENT.name(), lit(1d), lit(0d)))
    };
  }

  /** Where nothing was ever paid the rate of no orders says nothing. */
  static Column hasPaid() {
    return UserFeatures.PAID_ORDERS.col().geq(1);
  }

  private static Column isSevere() {
    return UserFeatures.SEVERE_EVENT.col().isNotNull();
  }

  private Column hasEnoughOrders(int more) {
    return UserFeatures.PAID_ORDERS.col().plus(lit(more)).geq(lit(rules.leastOrders()));
  }

  private Column hasEnoughBadOrders(int more) {
    return UserFeatures.BAD_ORDERS.col().plus(lit(more)).geq(lit(rules.leastBadOrders()));
  }

  private Column goesBadOften(int more) {
    return BetaTail.above(
        fitted.prior(),
        fitted.threshold(),
        UserFeatures.DECAYED_ORDERS.col().plus(lit(more)),
        UserFeatures.DECAYED_BAD_ORDERS.col().plus(lit(more)));
  }
}
