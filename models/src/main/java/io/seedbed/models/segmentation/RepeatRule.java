package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Column;

/** A repeat user (复购用户) came back on another day; refunded orders are no purchase. */
record RepeatRule(RepeatRules rules) {

  Column isRepeat() {
    return UserFeatures.PURCHASE_DAYS.col().geq(lit(rules.leastPurchaseDays()));
  }

  Column isNonRepeat() {
    return UserFeatures.PURCHASE_DAYS.col().between(1, rules.leastPurchaseDays() - 1);
  }

  Column isProspect() {
    return UserFeatures.PURCHASE_DAYS.col().equalTo(0);
  }

  Column isVoidedBuyer() {
    return isProspect().and(UserFeatures.PAID_ORDERS.col().geq(1));
  }

  /** Not to be blamed for one purchase day: the typical buyer would not have come back yet. */
  Column isNotYetDue(PurchaseGap gap, RunDate runDate) {
    return isNonRepeat()
        .and(runDate.daysSince(UserFeatures.FIRST_PURCHASE_DAY.col()).lt(lit(gap.medianDays())));
  }

  /** Purchase days that are missing to a repeat user. */
  Column daysToRepeat() {
    return lit(rules.leastPurchaseDays()).minus(UserFeatures.PURCHASE_DAYS.col());
  }

  Column reasonFor() {
    return Reason.atLeast(
        UserFeatures.PURCHASE_DAYS.name(),
        UserFeatures.PURCHASE_DAYS.col(),
        lit(rules.leastPurchaseDays()));
  }

  Column reasonForProspect() {
    return Reason.below(
        UserFeatures.PURCHASE_DAYS.name(), UserFeatures.PURCHASE_DAYS.col(), lit(1));
  }

  Column reasonAgainst() {
    return Reason.below(
        UserFeatures.PURCHASE_DAYS.name(),
        UserFeatures.PURCHASE_DAYS.col(),
        lit(rules.leastPurchaseDays()));
  }
}
