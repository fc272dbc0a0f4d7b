package io.seedbed.models.referral;

import static io.seedbed.models.referral.InviteEdges.INVITED_AT;
import static io.seedbed.models.referral.InviteEdges.INVITEE_ID;
import static io.seedbed.models.referral.InviteEdges.INVITER_ID;
import static io.seedbed.models.referral.InviteEdges.INVITE_ID;
import static io.seedbed.models.referral.InviteEdges.JOINED_AT;
import static io.seedbed.models.referral.InviteEdges.JOINED_DAY;
import static io.seedbed.models.referral.InviteEdges.REASON;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * One row per invite of a known invitee as of the run date, judged by what the invite alone and the
 * invitee's first paid order say: the columns of {@link InviteEdges} up to the day of joining, and
 * the reason of a rejection that needs no other invite.
 *
 * <p>Joining a group through a member is an accepted invite by that member, sent when it was
 * accepted: the first such stay of a pair makes one (invite id {@code membership:} and the stay's
 * id), unless a row of {@code invites} was accepted by the end of that day. A shop that only
 * records its groups so has referral too, and one that records both counts no acceptance twice. An
 * invite accepted on a later day is another event and takes nothing back: what is told of a day
 * rests on that day and those before it.
 */
public final class InviteCandidates {

  private static final Field FIRST_PAID_AT =
      Field.instant("first_paid_at", "First paid order of the invitee (UTC)", "被邀请人首单时间（UTC）")
          .orNull();
  private static final Field FIRST_STAY =
      Field.text("first_stay", "First stay of the pair, by time and id", "该对用户的首次入群");
  private static final Field ACCEPTED_DAY =
      Field.date("accepted_day", "First day an invite of the pair was accepted", "该对用户首次接受邀请之日")
          .orNull();
  private static final Field END = Field.text("end", "A user at one end of an invite", "邀请的一端");
  private static final Field USER_ID = Field.text("user_id", "User at that end", "该端用户");
  private static final Field IS_INVITER =
      Field.flag("is_inviter", "Whether the user is the inviter", "是否邀请人");
  private static final Field GOES_ON =
      Field.flag("goes_on", "Whether a chain of invites goes on at this end", "链条是否延续");
  private static final Field CAN_CLOSE =
      Field.flag("can_close", "Whether the invite can be part of a cycle", "是否可能成环");

  /**
   * Rounds that shrink what the driver has to judge. They change no verdict: each takes one more
   * step off both ends of every chain of invites.
   */
  private static final int PRUNING_ROUNDS = 2;

  /** Invites known as of the run date, and group joins that stand for one. */
  public static Dataset<Row> from(
      Dataset<Row> invites,
      Dataset<Row> memberships,
      Dataset<Row> orderValues,
      RunDate runDate,
      ReferralRules rules) {
    Dataset<Row> sent = sent(invites, runDate);
    Dataset<Row> candidates = sent.unionByName(groupJoins(memberships, sent, runDate, rules));
    return candidates
        .join(firstPaid(orderValues), new String[] {INVITEE_ID.name()}, "left")
        .select(
            INVITE_ID.col(),
            INVITER_ID.col(),
            INVITEE_ID.col(),
            INVITED_AT.col(),
            JOINED_AT.col(),
            JOINED_DAY.is(runDate.dayOf(JOINED_AT.col())),
            REASON.is(ownReason()));
  }

  /**
   * The accepted invites that can be part of a cycle, in the order of judgement, with the columns
   * of {@link ClosingEdges}.
   *
   * <p>Every invite of a cycle has an inviter who was invited and an invitee who invites. One that
   * has not can close none: it binds its invitee unless an earlier one has, so later invites of
   * that invitee bind nobody and are left out with it. What remains can be pruned again the same
   * way, and no verdict among what remains rests on what was left out.
   */
  public static Dataset<Row> contested(Dataset<Row> candidates) {
    Dataset<Row> contested =
        candidates
            .where(JOINED_AT.col().isNotNull().and(REASON.col().isNull()))
            .select(INVITE_ID.col(), INVITER_ID.col(), INVITEE_ID.col(), JOINED_AT.col());
    for (int round = 0; round < PRUNING_ROUNDS; round++) {
      contested = withoutLoose(contested);
    }
    return contested.orderBy(JOINED_AT.col(), INVITE_ID.col()).select(ClosingEdges.TABLE.columns());
  }

  /** Earliest first: the order in which accepted invites of one invitee are judged. */
  static WindowSpec byInviteeInOrder() {
    return Window.partitionBy(INVITEE_ID.col()).orderBy(JOINED_AT.col(), INVITE_ID.col());
  }

  private static Dataset<Row> sent(Dataset<Row> invites, RunDate runDate) {
    return invites
        .where(Invites.INVITEE_ID.col().isNotNull())
        .where(runDate.isKnown(Invites.INVITED_AT.col()))
        .select(
            INVITE_ID.is(Invites.INVITE_ID.col()),
            INVITER_ID.is(Invites.INVITER_ID.col()),
            INVITEE_ID.is(Invites.INVITEE_ID.col()),
            INVITED_AT.is(Invites.INVITED_AT.col()),
            JOINED_AT.is(when(runDate.isKnown(Invites.JOINED_AT.col()), Invites.JOINED_AT.col())));
  }

  private static Dataset<Row> groupJoins(
      Dataset<Row> memberships, Dataset<Row> sent, RunDate runDate, ReferralRules rules) {
    Column stay = struct(Memberships.JOINED_AT.col(), Memberships.MEMBERSHIP_ID.col());
    Dataset<Row> accepted =
        sent.where(JOINED_AT.col().isNotNull())
            .groupBy(INVITER_ID.col(), INVITEE_ID.col())
            .agg(ACCEPTED_DAY.is(min(runDate.dayOf(greatest(INVITED_AT.col(), JOINED_AT.col())))));
    Column joinedAt = FIRST_STAY.col().getField(Memberships.JOINED_AT.name());
    Column membershipId = FIRST_STAY.col().getField(Memberships.MEMBERSHIP_ID.name());
    return memberships
        .where(Memberships.INVITER_ID.col().isNotNull())
        .where(runDate.isKnown(Memberships.JOINED_AT.col()))
        .where(isInvitation(rules))
        .groupBy(
            INVITER_ID.is(Memberships.INVITER_ID.col()), INVITEE_ID.is(Memberships.USER_ID.col()))
        .agg(min(stay).as(FIRST_STAY.name()))
        .join(accepted, new String[] {INVITER_ID.name(), INVITEE_ID.name()}, "left")
        .where(not(coalesce(ACCEPTED_DAY.col().leq(runDate.dayOf(joinedAt)), lit(false))))
        .select(
            INVITE_ID.is(concat(lit("membership:"), membershipId)),
            INVITER_ID.col(),
            INVITEE_ID.col(),
            INVITED_AT.is(joinedAt),
            JOINED_AT.is(joinedAt));
  }

  private static Column isInvitation(ReferralRules rules) {
    if (rules.membershipScenes().contains(ReferralRules.ANY_SCENE)) {
      return lit(true);
    }
    return Memberships.SCENE.col().isin(rules.membershipScenes().toArray());
  }

  private static Dataset<Row> firstPaid(Dataset<Row> orderValues) {
    return orderValues
        .where(OrderValues.USER_ID.col().isNotNull())
        .groupBy(INVITEE_ID.is(OrderValues.USER_ID.col()))
        .agg(FIRST_PAID_AT.is(min(OrderValues.PAID_AT.col())));
  }

  private static Column ownReason() {
    return when(INVITER_ID.col().equalTo(INVITEE_ID.col()), lit("self"))
        .when(JOINED_AT.col().geq(FIRST_PAID_AT.col()), lit("after_first_order"));
  }

  private static Dataset<Row> withoutLoose(Dataset<Row> accepted) {
    Column ends =
        array(
            struct(INVITER_ID.col().as(USER_ID.name()), lit(true).as(IS_INVITER.name())),
            struct(INVITEE_ID.col().as(USER_ID.name()), lit(false).as(IS_INVITER.name())));
    WindowSpec sameUser = Window.partitionBy(END.col().getField(USER_ID.name()));
    Column isInviter = END.col().getField(IS_INVITER.name());
    Column wasInvited = bool_or(not(isInviter)).over(sameUser);
    Column invites = bool_or(isInviter).over(sameUser);
    Column settledBefore =
        bool_or(not(CAN_CLOSE.col()))
            .over(byInviteeInOrder().rowsBetween(Window.unboundedPreceding(), -1));
    Field isSettledBefore =
        Field.flag("is_settled_before", "Whether an earlier invite binds", "此前是否已绑定");
    return accepted
        .withColumn(END.name(), explode(ends))
        .withColumn(GOES_ON.name(), when(isInviter, wasInvited).otherwise(invites))
        .groupBy(INVITE_ID.col(), INVITER_ID.col(), INVITEE_ID.col(), JOINED_AT.col())
        .agg(CAN_CLOSE.is(bool_and(GOES_ON.col())))
        .withColumn(isSettledBefore.name(), coalesce(settledBefore, lit(false)))
        .where(CAN_CLOSE.col().and(not(isSettledBefore.col())))
        .select(INVITE_ID.col(), INVITER_ID.col(), INVITEE_ID.col(), JOINED_AT.col());
  }

  private InviteCandidates() {}
}
