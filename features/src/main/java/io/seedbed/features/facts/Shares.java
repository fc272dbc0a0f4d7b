package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per share reported by the shop's platform. */
public final class Shares {

  public static final Field SHARE_ID =
      Field.text("share_id", "Share, or file and position", "分享编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field SHARED_AT = Field.instant("shared_at", "When (UTC)", "分享时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of shared_at", "业务日");
  public static final Field SCENE =
      Field.text("scene", "Where to", "分享场景")
          .oneOf("private_chat", "group", "moments", "other")
          .orNull();
  public static final Field CAMPAIGN = Field.text("campaign", "Campaign", "活动").orNull();

  public static final Table TABLE =
      Table.named("shares", "One row per share reported by the platform", "每行一次平台分享")
          .with(SHARE_ID, USER_ID, SHARED_AT, DAY, SCENE, CAMPAIGN)
          .keyedBy(SHARE_ID);

  private Shares() {}
}
