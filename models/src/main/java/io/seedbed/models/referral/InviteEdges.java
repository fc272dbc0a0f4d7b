package io.seedbed.models.referral;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per invite of a known invitee, judged in the order (time, invite id), as of the run date.
 */
public final class InviteEdges {

  public static final Field INVITE_ID = Field.text("invite_id", "Invite", "邀请编号");
  public static final Field INVITER_ID = Field.text("inviter_id", "Inviter", "邀请人");
  public static final Field INVITEE_ID = Field.text("invitee_id", "Invitee", "被邀请人");
  public static final Field INVITED_AT =
      Field.instant("invited_at", "When the invite was sent (UTC)", "邀请时间（UTC）");
  public static final Field JOINED_AT =
      Field.instant("joined_at", "When the invitee joined (UTC)", "加入时间，未加入为空").orNull();
  public static final Field JOINED_DAY =
      Field.date("joined_day", "Business day of joined_at", "加入日").orNull();
  public static final Field JUDGEMENT =
      Field.text(
              "judgement",
              "bound: binds for life; assist: a later accepted invite; pending: not joined; rejected",
              "裁定")
          .oneOf("bound", "assist", "pending", "rejected");
  public static final Field REASON =
      Field.text("reason", "Why it was rejected", "拒绝原因")
          .oneOf("self", "cycle", "after_first_order")
          .orNull();
  public static final Field OUTCOME =
      Field.text(
              "outcome",
              "Of a bound edge: qualified, failed, revoked by a refund, or immature",
              "结果")
          .oneOf("qualified", "failed", "revoked", "immature")
          .orNull();
  public static final Field IS_MATURE =
      Field.flag("is_mature", "60 d since joining have passed", "是否成熟");
  public static final Field IS_QUALIFIED =
      Field.flag("is_qualified", "Joined, bought within 30 d, active in the 30 d after", "是否有效新客");
  public static final Field QUALIFIED_DAY =
      Field.date("qualified_day", "Day the invitee became qualified", "成为有效新客之日").orNull();

  public static final Table TABLE =
      Table.named("invite_edges", "One row per invite of a known invitee, judged", "每行一条已裁定的邀请关系")
          .with(
              INVITE_ID,
              INVITER_ID,
              INVITEE_ID,
              INVITED_AT,
              JOINED_AT,
              JOINED_DAY,
              JUDGEMENT,
              REASON,
              OUTCOME,
              IS_MATURE,
              IS_QUALIFIED,
              QUALIFIED_DAY)
          .keyedBy(INVITE_ID);

  private InviteEdges() {}
}
