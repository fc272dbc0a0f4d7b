package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;

/** One row per row of the shares source. */
public final class LandedShares {

  public static final Field SHARE_ID = Field.text("share_id", "Share", "分享编号").orNull();
  public static final Field USER_ID =
      Field.text("user_id", "Who shared, as the source has it", "来源客户编号");
  public static final Field SHARED_AT = Field.instant("shared_at", "When (UTC)", "分享时间（UTC）");
  public static final Field SCENE = Field.text("scene", "Where to", "分享场景").orNull();
  public static final Field CAMPAIGN = Field.text("campaign", "Campaign", "活动").orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
          "shares",
          List.of("share"),
          List.of(SHARE_ID, USER_ID, SHARED_AT, SCENE, CAMPAIGN),
          List.of(SHARE_ID),
          SHARED_AT,
          USER_ID,
          Optional.empty());

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the shares source, with what became of it",
          "分享来源的每一行及其处理结果",
          SHARE_ID,
          USER_ID,
          SHARED_AT,
          SCENE,
          CAMPAIGN);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading);
  }

  private LandedShares() {}
}
