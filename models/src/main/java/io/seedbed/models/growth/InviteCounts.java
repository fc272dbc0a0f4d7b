package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Invites;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.InviteEdges;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per known user who invited: the invites that count for K, and what came of them. */
final class InviteCounts {

  static final Field USER_ID = UserAcquisition.USER_ID;
  static final Field INVITES = Field.count("invites", "invites", "Invites sent", "发出邀请数");
  static final Field JOINED = Field.count("joined", "users", "Invitees bound by it", "绑定人数");
  static final Field QUALIFIED = Field.count("qualified", "users", "Of these, qualified", "有效新客数");
  static final Field BUYERS =
      Field.count("buyers", "users", "Of these, with a purchase soon after joining", "购买人数");
  static final Field EVER_QUALIFIED =
      Field.count("ever_qualified", "users", "Qualified invitees at any age", "累计有效新客数");

  /** Counts known as of the run date; a user without an invite has no row. */
  static Dataset<Row> from(AarrrInputs inputs, AarrrRules rules, RunDate runDate) {
    Dataset<Row> invites = SentInvites.from(inputs.invites(), inputs.inviteEdges(), runDate);
    Column d0 = UserAcquisition.ACQUIRED_DAY.col();
    Column counts = Invites.DAY.col().between(d0, date_add(d0, rules.inviteDays()));
    return sent(invites)
        .unionByName(outcomes(inputs, rules, runDate))
        .join(inputs.acquisitions().select(USER_ID.col(), d0), new String[] {USER_ID.name()})
        .groupBy(USER_ID.col())
        .agg(
            INVITES.is(total(when(counts, INVITES.col()))),
            JOINED.is(total(when(counts, JOINED.col()))),
            BUYERS.is(total(when(counts, BUYERS.col()))),
            QUALIFIED.is(total(when(counts, QUALIFIED.col()))),
            EVER_QUALIFIED.is(total(QUALIFIED.col())));
  }

  private static Dataset<Row> sent(Dataset<Row> invites) {
    return invites.select(
        USER_ID.is(Invites.INVITER_ID.col()),
        Invites.DAY.col(),
        INVITES.is(lit(1)),
        JOINED.is(lit(0)),
        QUALIFIED.is(lit(0)),
        BUYERS.is(lit(0)));
  }

  /**
   * What came of the invites that bound somebody. Nobody is bound after their first paid order, so
   * an invitee's first purchase day is the first since joining.
   */
  private static Dataset<Row> outcomes(AarrrInputs inputs, AarrrRules rules, RunDate runDate) {
    Dataset<Row> firstPurchases =
        inputs
            .userFeatures()
            .where(UserFeatures.FIRST_PURCHASE_DAY.col().isNotNull())
            .select(
                InviteEdges.INVITEE_ID.is(UserFeatures.USER_ID.col()),
                UserFeatures.FIRST_PURCHASE_DAY.col());
    Column joinedDay = InviteEdges.JOINED_DAY.col();
    Column boughtSoon =
        UserFeatures.FIRST_PURCHASE_DAY
            .col()
            .leq(date_add(joinedDay, rules.inviteeBuysWithinDays()));
    return inputs
        .inviteEdges()
        .where(InviteEdges.isBound())
        .join(firstPurchases, new String[] {InviteEdges.INVITEE_ID.name()}, "left")
        .select(
            USER_ID.is(InviteEdges.INVITER_ID.col()),
            Invites.DAY.is(runDate.dayOf(InviteEdges.INVITED_AT.col())),
            INVITES.is(lit(0)),
            JOINED.is(lit(1)),
            QUALIFIED.is(oneIf(InviteEdges.IS_QUALIFIED.col())),
            BUYERS.is(oneIf(boughtSoon)));
  }

  private static Column oneIf(Column condition) {
    return when(condition, 1).otherwise(0);
  }

  private static Column total(Column contribution) {
    return coalesce(sum(contribution), lit(0L));
  }

  private InviteCounts() {}
}
