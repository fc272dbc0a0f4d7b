package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.GammaTail;
import io.seedbed.models.referral.Inviters;
import org.apache.spark.sql.Column;

/**
 * A spreader (传播用户) surely shares more often than most repeat users, or brings users who become
 * customers.
 */
record SpreaderRule(SpreaderRules rules, ShareRate fitted) {

  /** Whether the user could be seen sharing at all. */
  static Column isSharingSeen() {
    return UserFeatures.IS_SHARING_OBSERVED.col().and(UserFeatures.EXPOSURE_WEEKS_90D.col().gt(0));
  }

  /** P(shares a week above the threshold): 1 by invitees, 0 where the gate fails, else null. */
  Column probability() {
    return when(bringsCustomers(), lit(1d)).otherwise(probabilityByShares());
  }

  /** The probability of who brought nobody: null where sharing cannot be seen. */
  Column probabilityByShares() {
    return when(isSharingSeen().equalTo(lit(false)), lit(null))
        .when(hasEnoughShares(0), sharesOften(lit(0)))
        .otherwise(lit(0d));
  }

  /** The probability with one more share, on a day without one; null where it cannot be seen. */
  Column probabilityWithOneMoreShare() {
    return when(isSharingSeen().equalTo(lit(false)), lit(null))
        .when(hasEnoughShares(1), sharesOften(lit(1)))
        .otherwise(lit(0d));
  }

  /** The probability with some shares fewer, on the same days. */
  Column probabilityWithout(Column shares) {
    return when(
            UserFeatures.SHARES_90D.col().minus(shares).geq(lit(rules.leastShares())),
            sharesOften(negate(shares)))
        .otherwise(lit(0d));
  }

  /** Qualified invitees that are missing; null where invites cannot be seen. */
  Column inviteesMissing() {
    return lit(rules.leastInvitees()).minus(Inviters.QUALIFIED_INVITEES_180D.col());
  }

  /**
   * Shares to lose until the probability is below a level; null where invitees suffice, where there
   * are none to lose, and where it is below already.
   */
  Column sharesTooMany(double level) {
    Column fewer =
        filter(
            sequence(lit(1L), UserFeatures.SHARES_90D.col()),
            shares -> probabilityWithout(shares).lt(lit(level)));
    return when(
        not(bringsCustomers())
            .and(UserFeatures.SHARES_90D.col().gt(0))
            .and(UserSegments.P_SPREADER.col().geq(lit(level))),
        try_element_at(fewer, lit(1)));
  }

  /** Qualified invitees to lose until shares alone decide; null where there are too few. */
  Column inviteesTooMany() {
    return when(
        bringsCustomers(),
        Inviters.QUALIFIED_INVITEES_180D.col().minus(lit(rules.leastInvitees() - 1)));
  }

  /** What the rule held against its thresholds, beside the probability. */
  Column[] reasonsFor() {
    return new Column[] {
      Reason.atLeast(
          UserFeatures.SHARES_90D.name(), UserFeatures.SHARES_90D.col(), lit(rules.leastShares())),
      Reason.atLeast(
          UserFeatures.SHARE_DAYS_90D.name(),
          UserFeatures.SHARE_DAYS_90D.col(),
          lit(rules.leastShareDays())),
      when(
          Inviters.QUALIFIED_INVITEES_180D.col().isNotNull(),
          Reason.atLeast(
              Inviters.QUALIFIED_INVITEES_180D.name(),
              Inviters.QUALIFIED_INVITEES_180D.col(),
              lit(rules.leastInvitees())))
    };
  }

  /** Whether invitees decide, whatever was shared. */
  Column bringsCustomers() {
    return coalesce(
        Inviters.QUALIFIED_INVITEES_180D.col().geq(lit(rules.leastInvitees())), lit(false));
  }

  private Column hasEnoughShares(int more) {
    return UserFeatures.SHARES_90D
        .col()
        .plus(lit(more))
        .geq(lit(rules.leastShares()))
        .and(UserFeatures.SHARE_DAYS_90D.col().plus(lit(more)).geq(lit(rules.leastShareDays())));
  }

  private Column sharesOften(Column more) {
    return GammaTail.above(
        fitted.prior(),
        fitted.threshold(),
        UserFeatures.EXPOSURE_WEEKS_90D.col(),
        UserFeatures.SHARES_90D.col().plus(more));
  }
}
