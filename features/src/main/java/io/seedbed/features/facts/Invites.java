package io.seedbed.features.facts;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /** Keeps accepted invites. */
  public static Dataset<Row> from(Dataset<Row> landedInvites, Dataset<Row> identityLinks) {
    return IdentityLinks.resolved(landedInvites, identityLinks, LandedInvites.CONTRACT)
        .select(
            INVITE_ID.is(LandedInvites.INVITE_ID.col()),
            INVITER_ID.is(LandedInvites.INVITER_ID.col()),
            INVITEE_ID.is(LandedInvites.INVITEE_ID.col()),
            INVITED_AT.is(LandedInvites.INVITED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            JOINED_AT.is(LandedInvites.JOINED_AT.col()),
            CHANNEL.is(LandedInvites.CHANNEL.col()),
            CAMPAIGN.is(LandedInvites.CAMPAIGN.col()));
  }

  private Invites() {}
}
