package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedAppeals;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per decision of the shop about a customer (申诉). Cleared: the order, complaint or
 * violation it names counts no more, or the customer is no problem user whatever counts. Confirmed:
 * the customer is one. Both from an instant on, until another if it has one. Appeals are few: those
 * that name something are handed to every task.
 */
public final class Appeals {

  public static final String CLEARED = "cleared";
  public static final String CONFIRMED = "confirmed";

  /** What a decision is about that names no single order, complaint or violation. */
  public static final String FLAG = "flag";

  public static final String ORDER = "order";
  public static final String COMPLAINT = "complaint";
  public static final String VIOLATION = "violation";

  public static final Field APPEAL_ID = Field.text("appeal_id", "Appeal", "申诉编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field DECISION =
      Field.text("decision", "What the shop decided", "裁定").oneOf(CLEARED, CONFIRMED);
  public static final Field ABOUT =
      Field.text("about", "What was decided about: the flag as a whole, or one thing", "裁定对象")
          .oneOf(FLAG, ORDER, COMPLAINT, VIOLATION);
  public static final Field ABOUT_ID =
      Field.text("about_id", "Which order, complaint or violation", "裁定对象编号").orNull();
  public static final Field FROM_AT =
      Field.instant("from_at", "From when it holds (UTC)", "生效时间（UTC）");
  public static final Field UNTIL_AT =
      Field.instant(
              "until_at", "Since when it holds no more (UTC); null while it does", "失效时间，仍有效为空")
          .orNull();
  public static final Field DAY = Field.date("day", "Business day of from_at", "业务日");
  public static final Field DECIDED_BY =
      Field.text("decided_by", "Who decided, as the shop says", "裁定人").orNull();
  public static final Field REASON =
      Field.text("reason", "Why, in the shop's own words", "裁定理由").orNull();

  private static final Field CLEARED_ID =
      Field.text("_cleared_id", "Cleared order, complaint or violation", "已撤销对象");

  public static final Table TABLE =
      Table.named("appeals", "One row per decision of the shop about a customer", "每行一次商家裁定")
          .with(
              APPEAL_ID,
              USER_ID,
              DECISION,
              ABOUT,
              ABOUT_ID,
              FROM_AT,
              UNTIL_AT,
              DAY,
              DECIDED_BY,
              REASON)
          .keyedBy(APPEAL_ID);

  /** Keeps accepted appeals; one that says nothing else is about the flag. */
  public static Dataset<Row> from(Dataset<Row> landedAppeals, Dataset<Row> identityLinks) {
    return IdentityLinks.resolved(landedAppeals, identityLinks, LandedAppeals.CONTRACT)
        .select(
            APPEAL_ID.is(LandedAppeals.APPEAL_ID.col()),
            USER_ID.is(LandedAppeals.USER_ID.col()),
            DECISION.is(LandedAppeals.DECISION.col()),
            ABOUT.is(coalesce(LandedAppeals.ABOUT.col(), lit(FLAG))),
            ABOUT_ID.is(LandedAppeals.ABOUT_ID.col()),
            FROM_AT.is(LandedAppeals.FROM_AT.col()),
            UNTIL_AT.is(LandedAppeals.UNTIL_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            DECIDED_BY.is(LandedAppeals.DECIDED_BY.col()),
            REASON.is(LandedAppeals.REASON.col()));
  }

  /** Whether a decision holds at the end of the run date. */
  public static Column isInForce(RunDate runDate) {
    Column isOver = coalesce(runDate.isKnown(UNTIL_AT.col()), lit(false));
    return runDate.isKnown(FROM_AT.col()).and(isOver.equalTo(lit(false)));
  }

  /** The complaints that no decision in force has cleared. */
  public static Dataset<Row> standingComplaints(
      Dataset<Row> complaints, Dataset<Row> appeals, RunDate runDate) {
    return complaints.join(
        broadcast(cleared(appeals, COMPLAINT, runDate)),
        names(Complaints.COMPLAINT_ID),
        "left_anti");
  }

  /** The complaints that a decision in force has cleared. */
  static Dataset<Row> clearedComplaints(
      Dataset<Row> complaints, Dataset<Row> appeals, RunDate runDate) {
    return complaints.join(
        broadcast(cleared(appeals, COMPLAINT, runDate)),
        names(Complaints.COMPLAINT_ID),
        "left_semi");
  }

  /** The violations that no decision in force has cleared. */
  public static Dataset<Row> standingViolations(
      Dataset<Row> violations, Dataset<Row> appeals, RunDate runDate) {
    return violations.join(
        broadcast(cleared(appeals, VIOLATION, runDate)),
        names(Violations.VIOLATION_ID),
        "left_anti");
  }

  /** One row per order that a decision in force has cleared: {@link Orders#ORDER_ID}. */
  static Dataset<Row> clearedOrders(Dataset<Row> appeals, RunDate runDate) {
    return cleared(appeals, ORDER, runDate).select(Orders.ORDER_ID.is(CLEARED_ID.col())).distinct();
  }

  private static Dataset<Row> cleared(Dataset<Row> appeals, String about, RunDate runDate) {
    return appeals
        .where(
            DECISION.col().equalTo(CLEARED).and(ABOUT.col().equalTo(about)).and(isInForce(runDate)))
        .select(CLEARED_ID.is(ABOUT_ID.col()));
  }

  private static Column names(Field id) {
    return id.col().equalTo(CLEARED_ID.col());
  }

  private Appeals() {}
}
