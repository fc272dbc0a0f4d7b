package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import org.apache.spark.sql.Column;

/**
 * A distributor (分销用户) keeps several invitees buying over months and, where commissions are paid,
 * earns by it rather than only saves on own purchases.
 */
record DistributorRule(DistributorRules rules) {

  /** 1 or 0; null where invites cannot be seen. */
  Column probability() {
    return when(isInvitingSeen().equalTo(lit(false)), lit(null))
        .when(hasBuyingInvitees().and(lastsMonths()).and(earns()), lit(1d))
        .otherwise(lit(0d));
  }

  /** Buying invitees that are missing where nothing else is. */
  Column inviteesMissing() {
    return when(
        lastsMonths().and(earns()).and(hasBuyingInvitees().equalTo(lit(false))),
        lit(rules.leastBuyingInvitees()).minus(Inviters.BUYING_INVITEES_180D.col()));
  }

  /** Calendar months that are missing where nothing else is. */
  Column monthsMissing() {
    return when(
        hasBuyingInvitees().and(earns()).and(lastsMonths().equalTo(lit(false))),
        lit(rules.leastMonths()).minus(Inviters.BUYING_MONTHS_180D.col()));
  }

  /** Buying invitees to lose until the rule fails. */
  Column inviteesTooMany() {
    return Inviters.BUYING_INVITEES_180D.col().minus(lit(rules.leastBuyingInvitees() - 1));
  }

  Column[] reasonsFor() {
    Column commission = UserFeatures.NET_COMMISSION_180D_MINOR.col();
    return new Column[] {
      Reason.atLeast(
          Inviters.BUYING_INVITEES_180D.name(),
          Inviters.BUYING_INVITEES_180D.col(),
          lit(rules.leastBuyingInvitees())),
      Reason.atLeast(
          Inviters.BUYING_MONTHS_180D.name(),
          Inviters.BUYING_MONTHS_180D.col(),
          lit(rules.leastMonths())),
      when(
          commission.isNotNull(),
          Reason.atLeast(
              UserFeatures.NET_COMMISSION_180D_MINOR.name(), commission, commissionNeeded()))
    };
  }

  private static Column isInvitingSeen() {
    return Inviters.BUYING_INVITEES_180D.col().isNotNull();
  }

  private Column hasBuyingInvitees() {
    return Inviters.BUYING_INVITEES_180D.col().geq(lit(rules.leastBuyingInvitees()));
  }

  private Column lastsMonths() {
    return Inviters.BUYING_MONTHS_180D.col().geq(lit(rules.leastMonths()));
  }

  private Column earns() {
    Column commission = UserFeatures.NET_COMMISSION_180D_MINOR.col();
    return commission.isNull().or(commission.geq(commissionNeeded()));
  }

  private Column commissionNeeded() {
    return UserFeatures.NET_SPEND_180D_MINOR.col().multiply(lit(rules.leastCommissionShare()));
  }
}
