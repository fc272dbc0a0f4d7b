package io.seedbed.features.facts;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per violation of the group's rules. */
public final class Violations {

  public static final Field VIOLATION_ID = Field.text("violation_id", "Violation", "违规编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field VIOLATED_AT = Field.instant("violated_at", "When (UTC)", "违规时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of violated_at", "业务日");
  public static final Field KIND =
      Field.text("kind", "What rule", "违规类型")
          .oneOf(
              "deceptive_recruiting",
              "price_breaking",
              "selling_other_platforms",
              "withholding_recruits",
              "advertising",
              "abuse");

  public static final Table TABLE =
      Table.named("violations", "One row per violation of the group's rules", "每行一次违规")
          .with(VIOLATION_ID, USER_ID, VIOLATED_AT, DAY, KIND)
          .keyedBy(VIOLATION_ID);

  /** Keeps accepted violations. */
  public static Dataset<Row> from(Dataset<Row> landedViolations, Dataset<Row> identityLinks) {
    return IdentityLinks.resolved(landedViolations, identityLinks, LandedViolations.CONTRACT)
        .select(
            VIOLATION_ID.is(LandedViolations.VIOLATION_ID.col()),
            USER_ID.is(LandedViolations.USER_ID.col()),
            VIOLATED_AT.is(LandedViolations.VIOLATED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            KIND.is(LandedRows.KIND.col()));
  }

  private Violations() {}
}
