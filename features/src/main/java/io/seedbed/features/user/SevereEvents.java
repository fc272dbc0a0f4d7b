package io.seedbed.features.user;

import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per user with an event that flags at once, expired or not: a chargeback, a fraud case
 * that was upheld, or a violation within 180 d of another of its kind. Of several kinds that have
 * not expired the first in this order is named; none where all have. A repeated violation dates
 * from the second of the two.
 */
final class SevereEvents {

  static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  static final Field EVENT = Field.text("event", "Event that flags at once", "严重事件").orNull();

  /** When the last of them happened, expired or not. */
  static final Field LAST_AT = Field.instant("severe_at", "Last severe event (UTC)", "最近严重事件时间");

  private static final List<String> KINDS = UserFeatures.SEVERE_EVENT.accepted();
  private static final int CHARGEBACK = 0;
  private static final int FRAUD = 1;
  private static final int REPEATED_VIOLATION = 2;

  private static final Field RANK =
      Field.of("rank", DataTypes.IntegerType, "Place of the kind in KINDS", "顺序");
  private static final Field DAY = Field.date("severe_day", "Business day of the event", "业务日");
  private static final Field PREVIOUS_DAY =
      Field.date("previous_day", "Violation of the kind before this one", "上次违规日").orNull();

  static Dataset<Row> from(
      Dataset<Row> complaints, Dataset<Row> violations, FeatureRules rules, RunDate runDate) {
    Column rank = RANK.col();
    Column event =
        when(rank.equalTo(CHARGEBACK), KINDS.get(CHARGEBACK))
            .when(rank.equalTo(FRAUD), KINDS.get(FRAUD))
            .when(rank.equalTo(REPEATED_VIOLATION), KINDS.get(REPEATED_VIOLATION));
    Column isFresh = runDate.isInLast(rules.severeEventDays(), DAY.col());
    return cases(complaints, runDate)
        .unionByName(repeatedViolations(violations, rules, runDate))
        .groupBy(USER_ID.col())
        .agg(RANK.is(min(when(isFresh, rank))), LAST_AT.is(max(LAST_AT.col())))
        .select(USER_ID.col(), EVENT.is(event), LAST_AT.col());
  }

  private static Dataset<Row> cases(Dataset<Row> complaints, RunDate runDate) {
    Column isChargeback = Complaints.KIND.col().equalTo(Complaints.CHARGEBACK);
    Column isConfirmedFraud =
        Complaints.KIND.col().equalTo(Complaints.FRAUD).and(Complaints.IS_UPHELD.col());
    return complaints
        .filter(
            runDate.isKnown(Complaints.COMPLAINED_AT.col()).and(isChargeback.or(isConfirmedFraud)))
        .select(
            USER_ID.is(Complaints.USER_ID.col()),
            RANK.is(when(isChargeback, CHARGEBACK).otherwise(FRAUD)),
            DAY.is(Complaints.DAY.col()),
            LAST_AT.is(Complaints.COMPLAINED_AT.col()));
  }

  private static Dataset<Row> repeatedViolations(
      Dataset<Row> violations, FeatureRules rules, RunDate runDate) {
    WindowSpec ofTheKind =
        Window.partitionBy(Violations.USER_ID.col(), Violations.KIND.col())
            .orderBy(Violations.VIOLATED_AT.col(), Violations.VIOLATION_ID.col());
    Column sincePrevious = date_diff(Violations.DAY.col(), PREVIOUS_DAY.col());
    return violations
        .filter(runDate.isKnown(Violations.VIOLATED_AT.col()))
        .withColumn(PREVIOUS_DAY.name(), lag(Violations.DAY.col(), 1).over(ofTheKind))
        .filter(sincePrevious.leq(rules.repeatedViolationDays()))
        .select(
            USER_ID.is(Violations.USER_ID.col()),
            RANK.is(lit(REPEATED_VIOLATION)),
            DAY.is(Violations.DAY.col()),
            LAST_AT.is(Violations.VIOLATED_AT.col()));
  }

  private SevereEvents() {}
}
