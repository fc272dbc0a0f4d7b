package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;

/** One row per row of the complaints source. */
public final class LandedComplaints {

  public static final Field COMPLAINT_ID = Field.text("complaint_id", "Complaint", "投诉编号");
  public static final Field USER_ID =
      Field.text("user_id", "Customer as the source has it", "来源客户编号");
  public static final Field ORDER_ID =
      Field.text("order_id", "Order complained of", "相关订单").orNull();
  public static final Field COMPLAINED_AT =
      Field.instant("complained_at", "When (UTC)", "投诉时间（UTC）");
  public static final Field IS_UPHELD =
      Field.flag("is_upheld", "Whether it was upheld against the user", "是否成立").orNull();
  static final Field KIND =
      Field.text(LandedRows.KIND.name(), "What it is", "类型")
          .oneOf("complaint", "chargeback", "fraud")
          .orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
          "complaints",
          List.of("complaint", "chargeback", "fraud"),
          List.of(COMPLAINT_ID, USER_ID, ORDER_ID, COMPLAINED_AT, IS_UPHELD, KIND),
          List.of(COMPLAINT_ID),
          COMPLAINED_AT,
          USER_ID,
          Optional.empty());

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the complaints source, with what became of it",
          "投诉来源的每一行及其处理结果",
          COMPLAINT_ID,
          USER_ID,
          ORDER_ID,
          COMPLAINED_AT,
          IS_UPHELD);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading);
  }

  private LandedComplaints() {}
}
