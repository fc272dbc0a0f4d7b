package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

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

  private Violations() {}
}
