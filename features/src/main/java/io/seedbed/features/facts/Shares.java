package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /** Keeps accepted shares; a scene nobody has declared is another one. */
  public static Dataset<Row> from(Dataset<Row> landedShares, Dataset<Row> identityLinks) {
    Column scene = lower(LandedShares.SCENE.col());
    Column known = when(scene.isin(SCENE.accepted().toArray()), scene).otherwise("other");
    return IdentityLinks.resolved(landedShares, identityLinks, LandedShares.CONTRACT)
        .select(
            SHARE_ID.is(coalesce(LandedShares.SHARE_ID.col(), LandedRows.position())),
            USER_ID.is(LandedShares.USER_ID.col()),
            SHARED_AT.is(LandedShares.SHARED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            SCENE.is(when(scene.isNotNull(), known)),
            CAMPAIGN.is(LandedShares.CAMPAIGN.col()));
  }

  private Shares() {}
}
