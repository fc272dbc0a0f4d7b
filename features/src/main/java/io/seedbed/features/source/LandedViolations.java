package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;

/** One row per row of the violations source. */
public final class LandedViolations {

  public static final Field VIOLATION_ID = Field.text("violation_id", "Violation", "违规编号");
  public static final Field USER_ID =
      Field.text("user_id", "Customer as the source has it", "来源客户编号");
  public static final Field VIOLATED_AT = Field.instant("violated_at", "When (UTC)", "违规时间（UTC）");
  static final Field KIND =
      Field.text(LandedRows.KIND.name(), "What rule", "违规类型")
          .oneOf(
              "deceptive_recruiting",
              "price_breaking",
              "selling_other_platforms",
              "withholding_recruits",
              "advertising",
              "abuse");

  public static final SourceContract CONTRACT =
      new SourceContract(
          "violations",
          List.of(
              "deceptive_recruiting",
              "price_breaking",
              "selling_other_platforms",
              "withholding_recruits",
              "advertising",
              "abuse"),
          List.of(VIOLATION_ID, USER_ID, VIOLATED_AT, KIND),
          List.of(VIOLATION_ID),
          VIOLATED_AT,
          USER_ID,
          Optional.empty());

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the violations source, with what became of it",
          "违规来源的每一行及其处理结果",
          VIOLATION_ID,
          USER_ID,
          VIOLATED_AT);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading);
  }

  private LandedViolations() {}
}
