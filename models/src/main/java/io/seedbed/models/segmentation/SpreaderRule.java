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
    return when(bringsCustomers(), lit(1d))
        .when(isSharingSeen().equalTo(lit(false)), lit(null))
        .when(hasEnoughShares(0), sharesOften(lit(0)))
        .otherwise(lit(0d));
  }

  Column isSpreader() {
    Column probability = UserSegments.P_SPREADER.col();
    return probability.isNotNull().and(probability.geq(lit(rules.confidence())));
  }

  /** Whether one more share, on a day without one, would be enough. */
  Column wouldSpreadWithOneMoreShare() {
    return isSharingSeen()
        .and(hasEnoughShares(1))
        .and(sharesOften(lit(1)).geq(lit(rules.confidence())));
  }

  /** Qualified invitees that are missing; null where invites cannot be seen. */
  Column inviteesMissing() {
    return lit(rules.leastInvitees()).minus(Inviters.QUALIFIED_INVITEES_180D.col());
  }

  /** Shares to lose until the rate is no longer surely high; null where invitees suffice. */
  Column sharesTooMany() {
    Column isByRate = not(bringsCustomers()).and(isSpreader());
    Column fewer =
        filter(
            sequence(lit(1L), UserFeatures.SHARES_90D.col()),
            shares ->
                UserFeatures.SHARES_90D
                    .col()
                    .minus(shares)
                    .lt(lit(rules.leastShares()))
                    .or(sharesOften(negate(shares)).lt(lit(rules.confidence()))));
    return when(isByRate, try_element_at(fewer, lit(1)));
  }

  /** Qualified invitees to lose until the rule fails; null where sharing suffices. */
  Column inviteesTooMany() {
    Column sharesEnough =
        isSharingSeen()
            .and(hasEnoughShares(0))
            .and(sharesOften(lit(0)).geq(lit(rules.confidence())));
    return when(
        bringsCustomers().and(not(sharesEnough)),
        Inviters.QUALIFIED_INVITEES_180D.col().minus(lit(rules.leastInvitees() - 1)));
  }

  /** Who brings customers is a spreader at once: then the chance is 1 by decree and no reason. */
  Column[] reasonsFor() {
    return new Column[] {
      when(
          not(bringsCustomers()),
          Reason.atLeast(
              UserSegments.P_SPREADER.name(),
              UserSegments.P_SPREADER.col(),
              lit(rules.confidence()))),
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

  Column reasonAgainst() {
    return when(
        UserSegments.P_SPREADER.col().isNotNull(),
        Reason.below(
            UserSegments.P_SPREADER.name(),
            UserSegments.P_SPREADER.col(),
            lit(rules.confidence())));
  }

  private Column bringsCustomers() {
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
