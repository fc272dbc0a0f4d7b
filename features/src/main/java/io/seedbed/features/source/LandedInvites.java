package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/** One row per row of the invites source. */
public final class LandedInvites {

  public static final Field INVITE_ID = Field.text("invite_id", "Invite", "邀请编号");
  public static final Field INVITER_ID =
      Field.text("inviter_id", "Who invited, as the source has it", "来源邀请人编号");
  public static final Field INVITEE_ID =
      Field.text("invitee_id", "Who was invited, as the source has it", "来源被邀请人编号").orNull();
  public static final Field INVITED_AT =
      Field.instant("invited_at", "When the invite was sent (UTC)", "邀请时间（UTC）");
  public static final Field JOINED_AT =
      Field.instant("joined_at", "When the invitee joined (UTC)", "加入时间（UTC）").orNull();
  public static final Field CHANNEL = Field.text("channel", "Channel of the invite", "渠道").orNull();
  public static final Field CAMPAIGN =
      Field.text("campaign", "Campaign of the invite", "活动").orNull();

  public static final SourceContract CONTRACT =
      new SourceContract(
              "invites",
              List.of("invite"),
              List.of(INVITE_ID, INVITER_ID, INVITEE_ID, INVITED_AT, JOINED_AT, CHANNEL, CAMPAIGN),
              List.of(INVITE_ID),
              INVITED_AT,
              INVITER_ID,
              Optional.empty())
          .naming(INVITEE_ID, JOINED_AT);

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the invites source, with what became of it",
          "邀请来源的每一行及其处理结果",
          INVITE_ID,
          INVITER_ID,
          INVITEE_ID,
          INVITED_AT,
          JOINED_AT,
          CHANNEL,
          CAMPAIGN);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading) {
    return new Landing(TABLE, CONTRACT, mapping, reading);
  }

  /**
   * What a row says: of the day it stands on, and of the day of the join, which is learned later.
   */
  public static List<Happening> happenings(Function<Column, Column> dayOf) {
    return Happening.learnedLater(TABLE, LandedRows.bookkeeping(), JOINED_AT, dayOf);
  }

  private LandedInvites() {}
}
