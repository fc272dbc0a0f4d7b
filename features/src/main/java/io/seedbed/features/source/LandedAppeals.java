package io.seedbed.features.source;

import static org.apache.spark.sql.functions.concat_ws;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;

/** One row per row of the appeals source: what the shop itself decided about a customer. */
public final class LandedAppeals {

  public static final Field APPEAL_ID = Field.text("appeal_id", "Appeal", "申诉编号");
  public static final Field USER_ID =
      Field.text("user_id", "Customer as the source has it", "来源客户编号");
  public static final Field DECISION =
      Field.text("decision", "What the shop decided", "裁定").oneOf("cleared", "confirmed");
  public static final Field ABOUT =
      Field.text("about", "What was decided about; empty for the flag as a whole", "裁定对象，整体为空")
          .oneOf("flag", "order", "complaint", "violation")
          .orNull();
  public static final Field ABOUT_ID =
      Field.text("about_id", "Which order, complaint or violation", "裁定对象编号").orNull();
  public static final Field FROM_AT =
      Field.instant("from_at", "From when it holds (UTC)", "生效时间（UTC）");
  public static final Field UNTIL_AT =
      Field.instant(
              "until_at", "Since when it holds no more (UTC); null while it does", "失效时间，仍有效为空")
          .orNull();
  public static final Field DECIDED_BY =
      Field.text("decided_by", "Who decided, as the shop says", "裁定人").orNull();
  public static final Field REASON =
      Field.text("reason", "Why, in the shop's own words", "裁定理由").orNull();
  static final Field UPDATED_AT =
      Field.instant("updated_at", "When the row was last changed (UTC)", "更新时间（UTC）").orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
          "appeals",
          List.of("appeal"),
          List.of(
              APPEAL_ID,
              USER_ID,
              DECISION,
              ABOUT,
              ABOUT_ID,
              FROM_AT,
              UNTIL_AT,
              DECIDED_BY,
              REASON,
              UPDATED_AT),
          List.of(APPEAL_ID),
          FROM_AT,
          USER_ID,
          Optional.of(UPDATED_AT));

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the appeals source, with what became of it",
          "申诉来源的每一行及其处理结果",
          APPEAL_ID,
          USER_ID,
          DECISION,
          ABOUT,
          ABOUT_ID,
          FROM_AT,
          UNTIL_AT,
          DECIDED_BY,
          REASON,
          UPDATED_AT);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading)
        .rejecting(
            "missing_about_id",
            ABOUT.col().isin("order", "complaint", "violation").and(ABOUT_ID.col().isNull()),
            given -> given.named(ABOUT))
        .rejecting(
            "empty_validity",
            UNTIL_AT.col().leq(FROM_AT.col()),
            given -> concat_ws(" to ", given.named(FROM_AT), given.named(UNTIL_AT)));
  }

  private LandedAppeals() {}
}
