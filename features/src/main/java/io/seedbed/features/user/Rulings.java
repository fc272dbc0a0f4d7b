package io.seedbed.features.user;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user about whom a decision of the shop is in force: the one that decides whether they
 * are a problem user, else one that takes evidence out. Of several the latest counts, then that of
 * the greatest id.
 */
final class Rulings {

  static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  static final Field RULING = Field.text("ruling", "What was decided", "裁定");
  static final Field APPEAL_ID = Field.text("ruling_appeal_id", "Appeal", "申诉编号");
  static final Field FROM_AT = Field.instant("ruled_at", "From when it holds (UTC)", "生效时间");

  private static final Field LATEST = Field.text("latest", "The decision that counts", "生效裁定");
  private static final Field DECIDES =
      Field.flag("decides", "Whether it decides the flag", "是否决定标记");

  static Dataset<Row> from(Dataset<Row> appeals, RunDate runDate) {
    Column isConfirmed = Appeals.DECISION.col().equalTo(Appeals.CONFIRMED);
    Column isOfTheFlag = Appeals.ABOUT.col().equalTo(Appeals.FLAG);
    Column decides = isConfirmed.or(isOfTheFlag);
    Column ruling =
        when(decides, Appeals.DECISION.col()).otherwise(lit(UserFeatures.EVIDENCE_CLEARED));
    Column latest = LATEST.col();
    return appeals
        .where(Appeals.isInForce(runDate))
        .groupBy(USER_ID.is(Appeals.USER_ID.col()))
        .agg(
            max(struct(
                    DECIDES.is(decides),
                    FROM_AT.is(Appeals.FROM_AT.col()),
                    APPEAL_ID.is(Appeals.APPEAL_ID.col()),
                    RULING.is(ruling)))
                .as(LATEST.name()))
        .select(
            USER_ID.col(),
            RULING.is(latest.getField(RULING.name())),
            APPEAL_ID.is(latest.getField(APPEAL_ID.name())),
            FROM_AT.is(latest.getField(FROM_AT.name())));
  }

  /** Whether something severe has happened since the user was cleared, which ends a clearance. */
  static Column isOvertaken() {
    Column happenedSince = SevereEvents.LAST_AT.col().gt(FROM_AT.col());
    return isClearance().and(coalesce(happenedSince, lit(false)));
  }

  /** Whether the user was cleared of all that had happened by then. */
  static Column isClearance() {
    return coalesce(RULING.col().equalTo(Appeals.CLEARED), lit(false));
  }

  private Rulings() {}
}
