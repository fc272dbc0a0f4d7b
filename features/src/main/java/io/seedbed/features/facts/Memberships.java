package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.unix_micros;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per stay of a user in a group. */
public final class Memberships {

  public static final Field MEMBERSHIP_ID =
      Field.text(
          "membership_id",
          "Stay: group, member as the source has it, and instant of joining in microseconds",
          "入群记录编号：群、来源成员编号与入群时刻");
  public static final Field GROUP_ID = Field.text("group_id", "Group", "群编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field JOINED_AT =
      Field.instant("joined_at", "When the user joined (UTC)", "入群时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of joined_at", "业务日");
  public static final Field LEFT_AT =
      Field.instant("left_at", "When the user left (UTC); null while a member", "退群时间，仍在群为空")
          .orNull();
  public static final Field INVITER_ID =
      Field.text("inviter_id", "Resolved user who brought the member in", "邀请人").orNull();
  public static final Field SCENE = Field.text("scene", "How the user joined", "入群方式").orNull();

  public static final Table TABLE =
      Table.named("memberships", "One row per stay of a user in a group", "每行一次入群")
          .with(MEMBERSHIP_ID, GROUP_ID, USER_ID, JOINED_AT, DAY, LEFT_AT, INVITER_ID, SCENE)
          .keyedBy(MEMBERSHIP_ID);

  /** Keeps accepted stays. */
  public static Dataset<Row> from(Dataset<Row> landedMemberships, Dataset<Row> identityLinks) {
    Column membershipId =
        concat_ws(
            "/",
            LandedMemberships.GROUP_ID.col(),
            LandedMemberships.USER_ID.col(),
            unix_micros(LandedMemberships.JOINED_AT.col()));
    Dataset<Row> stays = landedMemberships.withColumn(MEMBERSHIP_ID.name(), membershipId);
    return IdentityLinks.resolved(stays, identityLinks, LandedMemberships.CONTRACT)
        .select(
            MEMBERSHIP_ID.col(),
            GROUP_ID.is(LandedMemberships.GROUP_ID.col()),
            USER_ID.is(LandedMemberships.USER_ID.col()),
            JOINED_AT.is(LandedMemberships.JOINED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            LEFT_AT.is(LandedMemberships.LEFT_AT.col()),
            INVITER_ID.is(LandedMemberships.INVITER_ID.col()),
            SCENE.is(LandedMemberships.SCENE.col()));
  }

  private Memberships() {}
}
