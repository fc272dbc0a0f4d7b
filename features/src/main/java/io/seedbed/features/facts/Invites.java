package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per invite sent. */
public final class Invites {

  public static final Field INVITE_ID = Field.text("invite_id", "Invite", "邀请编号");
  public static final Field INVITER_ID =
      Field.text("inviter_id", "Resolved user who invited", "邀请人");
  public static final Field INVITEE_ID =
      Field.text("invitee_id", "Resolved user who was invited; null while unknown", "被邀请人，未知为空")
          .orNull();
  public static final Field INVITED_AT =
      Field.instant("invited_at", "When the invite was sent (UTC)", "邀请时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of invited_at", "业务日");
  public static final Field JOINED_AT =
      Field.instant("joined_at", "When the invitee joined (UTC); null if not (yet)", "加入时间，未加入为空")
          .orNull();
  public static final Field CHANNEL = Field.text("channel", "Channel of the invite", "渠道").orNull();
  public static final Field CAMPAIGN =
      Field.text("campaign", "Campaign of the invite", "活动").orNull();

  public static final Table TABLE =
      Table.named("invites", "One row per invite sent", "每行一次邀请")
          .with(INVITE_ID, INVITER_ID, INVITEE_ID, INVITED_AT, DAY, JOINED_AT, CHANNEL, CAMPAIGN)
          .keyedBy(INVITE_ID);

  private Invites() {}
}
