package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per stay of a user in a group. */
public final class Memberships {

  public static final Field MEMBERSHIP_ID =
      Field.text("membership_id", "Stay: source id or file and position", "入群记录编号");
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

  private Memberships() {}
}
