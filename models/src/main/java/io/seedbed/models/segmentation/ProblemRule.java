package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaTail;
import org.apache.spark.sql.Column;

/**
 * A problem user (问题用户) has orders that surely go bad more often than is tolerable, or did
 * something severe. What the shop itself has decided on appeal goes before both.
 */
record ProblemRule(ProblemRules rules, ProblemPrior fitted) {

  /** How the rule of a reason begins that is a decision: then come the ruling and the appeal. */
  static final String APPEAL = "appeal_";

  /** P(rate above the threshold): 0 where a count gate fails, 1 if severe; as decided on appeal. */
  Column probability() {
    return when(isDecided(), when(isConfirmed(), lit(1d)).otherwise(lit(0d)))
        .when(hasPaid().and(isSevere()), lit(1d))
        .when(hasEnoughOrders(0).and(hasEnoughBadOrders(0)), goesBadOften(0))
        .otherwise(lit(0d));
  }

  /** Whether the probability already given would flag on a first night. */
  Column isProblem() {
    return UserSegments.P_PROBLEM.col().geq(lit(rules.confidence()));
  }

  /** The probability with one more order, paid today and bad. */
  Column probabilityWithOneMoreBadOrder() {
    return when(
            not(isDecided()).and(hasEnoughOrders(1)).and(hasEnoughBadOrders(1)), goesBadOften(1))
        .otherwise(lit(0d));
  }

  /**
   * Whether the probability holds at once: neither what is severe nor what the shop has decided
   * waits for nights to pass.
   */
  Column isDecreed() {
    return isDecided().or(hasPaid().and(isSevere()));
  }

  /** Whether the shop has decided for or against the flag. */
  Column isDecided() {
    return isConfirmed().or(isCleared());
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

  /** Whether the rate says something: not of who never paid, nor where the shop has decided. */
  Column isRateAsked() {
    return hasPaid().and(not(isDecided()));
  }

  /** The reasons of a label, before them the decision of the shop where there is one. */
  static Column withAppeal(Column reasons) {
    Column rule =
        concat(
            lit(APPEAL), UserFeatures.APPEAL_RULING.col(), lit(":"), UserFeatures.APPEAL_ID.col());
    return when(hasAppeal(), Reason.led(Reason.of(rule), reasons)).otherwise(reasons);
  }

  private static Column hasAppeal() {
    return UserFeatures.APPEAL_RULING.col().isNotNull();
  }

  /** Who never paid is no problem user, whatever was decided. */
  private static Column isConfirmed() {
    return hasPaid().and(isRuled(Appeals.CONFIRMED));
  }

  private static Column isCleared() {
    return isRuled(Appeals.CLEARED);
  }

  private static Column isRuled(String ruling) {
    return coalesce(UserFeatures.APPEAL_RULING.col().equalTo(lit(ruling)), lit(false));
  }

  private static Column hasPaid() {
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
