package io.seedbed.models.referral;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.Optional;
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
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
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
      Table.named(
              "invite_edges",
              "One row per invite of a known invitee and run date, judged",
              "每行一条邀请关系在一个运行日的裁定")
          .with(
              INVITE_ID,
              RUN_DATE,
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
          .keyedBy(INVITE_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private static final Field IS_BINDING =
      Field.flag("is_binding", "Whether the invite binds unless an earlier one has", "是否可绑定");
  private static final Field POSITION =
      Field.count("position", "", "Position among the invitee's binding invites", "绑定顺序");
  private static final Field CYCLE =
      Field.text("cycle", "Set where the invite closes a cycle", "成环标记").orNull();

  /**
   * Judges invites. Who is bound rests on the invites alone, and all of them are judged each time;
   * what became of it is the base's where it can no longer change.
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
      ReferralRules rules,
      Optional<Base> base) {
    Dataset<Row> judged = judged(candidates, closingEdges);
    Dataset<Row> qualifications =
        Qualifications.from(judged.where(isBound()), userDay, rules, base);
    Column isMature =
        coalesce(runDate.daysSince(JOINED_DAY.col()).geq(rules.matureAfterDays()), lit(false));
    return judged
        .join(qualifications, new String[] {INVITEE_ID.name()}, "left")
        .withColumn(RUN_DATE.name(), runDate.asColumn())
        .withColumn(QUALIFIED_DAY.name(), when(isBound(), QUALIFIED_DAY.col()))
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

  private static Column outcome() {
    return when(IS_QUALIFIED.col(), lit("qualified"))
        .when(Qualifications.WOULD_QUALIFY.col(), lit("revoked"))
        .when(IS_MATURE.col(), lit("failed"))
        .otherwise(lit("immature"));
  }

  private InviteEdges() {}
}
