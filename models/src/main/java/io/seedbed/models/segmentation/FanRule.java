package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Column;

/** A fan (粉丝用户) is a repeat user who was watched long enough for not sharing to mean something. */
record FanRule(FanRules rules) {

  Column isFan() {
    return UserFeatures.IS_SHARING_OBSERVED
        .col()
        .and(UserFeatures.EXPOSURE_WEEKS_90D.col().geq(lit(rules.leastWeeks())));
  }

  Column reasonFor() {
    return Reason.atLeast(
        UserFeatures.EXPOSURE_WEEKS_90D.name(),
        UserFeatures.EXPOSURE_WEEKS_90D.col(),
        lit(rules.leastWeeks()));
  }

  /** Sharing that no input shows counts as no week observed. */
  Column reasonAgainst() {
    return Reason.below(
        UserFeatures.EXPOSURE_WEEKS_90D.name(),
        when(UserFeatures.IS_SHARING_OBSERVED.col(), UserFeatures.EXPOSURE_WEEKS_90D.col())
            .otherwise(lit(0)),
        lit(rules.leastWeeks()));
  }

  /** Weeks of observation that are missing. */
  Column weeksMissing() {
    return when(
        UserFeatures.IS_SHARING_OBSERVED.col(),
        lit(rules.leastWeeks()).minus(UserFeatures.EXPOSURE_WEEKS_90D.col()));
  }
}
