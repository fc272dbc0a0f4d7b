package io.seedbed.models.referral;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per invite of a known invitee, judged in the order (time, invite id), as of the run date.
 *
 * <p>The time of an accepted invite is the instant of joining. A user's own invite is rejected, an
 * invite accepted at or after the invitee's first paid order is rejected, and so is the one that
 * closes a cycle of bindings; of the others the invitee's first binds for life and the later ones
 * are assists. An invite of an already bound user binds nothing, so it is an assist and closes no
 * cycle.
 *
 * <p>A bound invitee is qualified with a purchase day p in the 30 d from joining and an active day
 * in p+1 to p+30. A second purchase in that window is itself activity after the first, so only the
 * first needs to be looked at. An invitee who qualifies on the amounts paid but not on what was
 * kept after refunds is {@code revoked}, mature or not, until another order qualifies them again.
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

  private static final Field IS_BINDING =
      Field.flag("is_binding", "Whether the invite binds unless an earlier one has", "是否可绑定");
  private static final Field POSITION =
      Field.count("position", "", "Position among the invitee's binding invites", "绑定顺序");
  private static final Field CYCLE =
      Field.text("cycle", "Set where the invite closes a cycle", "成环标记").orNull();
  private static final Field KEPT_PURCHASE_DAY =
      Field.date("kept_purchase_day", "First day of a purchase that was kept", "首个有效购买日").orNull();
  private static final Field PAID_PURCHASE_DAY =
      Field.date("paid_purchase_day", "First day of a purchase, kept or not", "首个付款日").orNull();
  private static final Field GROSS_QUALIFIED_DAY =
      Field.date("gross_qualified_day", "Day of qualification, were nothing refunded", "不计退款的达标日")
          .orNull();

  /**
   * Judges invites.
   *
   * @param candidates {@link InviteCandidates#from} as of the run date
   * @param closingEdges {@link ClosingEdges}, as of the run date or later
   * @param userDay {@link UserDay} as of the run date
   */
  public static Dataset<Row> from(
      Dataset<Row> candidates,
      Dataset<Row> closingEdges,
      Dataset<Row> userDay,
      RunDate runDate,
      ReferralRules rules) {
    Dataset<Row> judged = judged(candidates, closingEdges);
    Dataset<Row> qualifications = qualifications(judged.where(isBound()), userDay, rules);
    Column isMature =
        coalesce(runDate.daysSince(JOINED_DAY.col()).geq(rules.matureAfterDays()), lit(false));
    return judged
        .join(qualifications, new String[] {INVITE_ID.name()}, "left")
        .withColumn(IS_MATURE.name(), isMature)
        .withColumn(IS_QUALIFIED.name(), QUALIFIED_DAY.col().isNotNull())
        .withColumn(OUTCOME.name(), when(isBound(), outcome()))
        .select(TABLE.columns());
  }

  /** Whether an edge binds its invitee. */
  public static Column isBound() {
    return JUDGEMENT.col().equalTo("bound");
  }

  private static Dataset<Row> judged(Dataset<Row> candidates, Dataset<Row> closingEdges) {
    Dataset<Row> closing =
        closingEdges.select(ClosingEdges.INVITE_ID.col(), CYCLE.is(lit("cycle")));
    Column position =
        row_number()
            .over(
                Window.partitionBy(INVITEE_ID.col(), IS_BINDING.col())
                    .orderBy(JOINED_AT.col(), INVITE_ID.col()));
    return candidates
        .join(closing, new String[] {INVITE_ID.name()}, "left")
        .withColumn(REASON.name(), coalesce(REASON.col(), CYCLE.col()))
        .withColumn(IS_BINDING.name(), REASON.col().isNull().and(JOINED_AT.col().isNotNull()))
        .withColumn(POSITION.name(), position)
        .withColumn(JUDGEMENT.name(), judgement());
  }

  private static Column judgement() {
    return when(REASON.col().isNotNull(), lit("rejected"))
        .when(JOINED_AT.col().isNull(), lit("pending"))
        .when(POSITION.col().equalTo(1), lit("bound"))
        .otherwise(lit("assist"));
  }

  private static Dataset<Row> qualifications(
      Dataset<Row> bound, Dataset<Row> userDay, ReferralRules rules) {
    Column isKept = UserDay.KEPT_ORDERS.col().gt(0);
    Column isPaid = UserDay.PAID_ORDERS.col().gt(0);
    Column isMessage = UserDay.MESSAGES.col().gt(0);
    Column sinceJoining =
        UserDay.DAY
            .col()
            .between(
                JOINED_DAY.col(),
                date_add(JOINED_DAY.col(), rules.purchaseWithinDays() + rules.activeWithinDays()));
    Dataset<Row> days =
        bound
            .select(INVITE_ID.col(), INVITEE_ID.col(), JOINED_DAY.col())
            .join(
                userDay,
                INVITEE_ID.col().equalTo(UserDay.USER_ID.col()).and(sinceJoining),
                "inner");
    return days.withColumn(KEPT_PURCHASE_DAY.name(), firstPurchase(isKept, rules))
        .withColumn(PAID_PURCHASE_DAY.name(), firstPurchase(isPaid, rules))
        .groupBy(INVITE_ID.col())
        .agg(
            QUALIFIED_DAY.is(firstDayAfter(KEPT_PURCHASE_DAY, isMessage.or(isKept), rules)),
            GROSS_QUALIFIED_DAY.is(firstDayAfter(PAID_PURCHASE_DAY, isMessage.or(isPaid), rules)));
  }

  private static Column firstPurchase(Column isPurchase, ReferralRules rules) {
    Column isInTime = UserDay.DAY.col().leq(date_add(JOINED_DAY.col(), rules.purchaseWithinDays()));
    return min(when(isPurchase.and(isInTime), UserDay.DAY.col()))
        .over(Window.partitionBy(INVITE_ID.col()));
  }

  private static Column firstDayAfter(Field purchaseDay, Column isActive, ReferralRules rules) {
    Column isInTime =
        UserDay.DAY
            .col()
            .between(
                date_add(purchaseDay.col(), 1),
                date_add(purchaseDay.col(), rules.activeWithinDays()));
    return min(when(isActive.and(isInTime), UserDay.DAY.col()));
  }

  private static Column outcome() {
    return when(IS_QUALIFIED.col(), lit("qualified"))
        .when(GROSS_QUALIFIED_DAY.col().isNotNull(), lit("revoked"))
        .when(IS_MATURE.col(), lit("failed"))
        .otherwise(lit("immature"));
  }

  private InviteEdges() {}
}
