package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Column;

/** Where a buyer stands between the first purchase and the last; the first stage that holds. */
record Lifecycle(GapLimit limit, LifecycleRules rules, RunDate runDate) {

  Column stage() {
    Column silence = new Histories(runDate.day()).silence();
    return when(isNew(), lit("new"))
        .when(isResurrected(), lit("resurrected"))
        .when(silence.leq(limit.days()), lit("active"))
        .when(silence.leq(2 * limit.days()), lit("dormant"))
        .otherwise(lit("lost"));
  }

  private Column isNew() {
    return runDate.isInLast(rules.newDays(), UserFeatures.FIRST_PURCHASE_DAY.col());
  }

  private Column isResurrected() {
    return UserFeatures.RETURN_GAP_30D_DAYS.col().gt(2 * limit.days());
  }
}
