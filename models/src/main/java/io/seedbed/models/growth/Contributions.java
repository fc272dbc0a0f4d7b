package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.referral.InviteEdges;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user-day, invite sent and outcome of an invite: additive contributions of a user on a
 * day, in one shape, so that one join with the acquisitions and one aggregation serve all stages.
 */
final class Contributions {

  static final Field USER_ID = UserDay.USER_ID;
  static final Field DAY = UserDay.DAY;
  static final Field INVITES = Field.count("invites", "invites", "Invites sent", "发出邀请数");
  static final Field JOINED = Field.count("joined", "users", "Invitees bound by it", "绑定人数");
  static final Field QUALIFIED = Field.count("qualified", "users", "Of these, qualified", "有效新客数");
  static final Field BUYERS =
      Field.count("buyers", "users", "Of these, with a purchase soon after joining", "购买人数");

  private static final List<Field> MEASURES =
      List.of(
          UserDay.MESSAGES,
          UserDay.PAID_ORDERS,
          UserDay.KEPT_ORDERS,
          UserDay.NET_MINOR,
          INVITES,
          JOINED,
          QUALIFIED,
          BUYERS);

  /** Contributions known as of the run date. */
  static Dataset<Row> from(AarrrInputs inputs, AarrrRules rules, RunDate runDate) {
    Dataset<Row> userDays = inputs.userDays().where(UserDay.DAY.col().leq(runDate.asColumn()));
    Dataset<Row> invites = SentInvites.from(inputs.invites(), inputs.inviteEdges(), runDate);
    Dataset<Row> boundEdges = inputs.inviteEdges().where(InviteEdges.isBound());
    return ofDays(userDays)
        .unionByName(ofInvites(invites))
        .unionByName(ofInvitees(boundEdges, runDate))
        .unionByName(ofBuyers(boundEdges, userDays, rules, runDate));
  }

  private static Dataset<Row> ofDays(Dataset<Row> userDays) {
    return contributions(
        userDays,
        UserDay.USER_ID.col(),
        UserDay.DAY.col(),
        UserDay.MESSAGES.col(),
        UserDay.PAID_ORDERS.col(),
        UserDay.KEPT_ORDERS.col(),
        UserDay.NET_MINOR.col());
  }

  private static Dataset<Row> ofInvites(Dataset<Row> invites) {
    return contributions(invites, Invites.INVITER_ID.col(), Invites.DAY.col(), INVITES.is(lit(1)));
  }

  private static Dataset<Row> ofInvitees(Dataset<Row> boundEdges, RunDate runDate) {
    return contributions(
        boundEdges,
        InviteEdges.INVITER_ID.col(),
        runDate.dayOf(InviteEdges.INVITED_AT.col()),
        JOINED.is(lit(1)),
        QUALIFIED.is(when(InviteEdges.IS_QUALIFIED.col(), 1).otherwise(0)));
  }

  private static Dataset<Row> ofBuyers(
      Dataset<Row> boundEdges, Dataset<Row> userDays, AarrrRules rules, RunDate runDate) {
    Dataset<Row> purchaseDays =
        userDays
            .where(UserDay.KEPT_ORDERS.col().gt(0))
            .select(UserDay.USER_ID.col(), UserDay.DAY.col());
    Column joinedDay = InviteEdges.JOINED_DAY.col();
    Column boughtSoon =
        InviteEdges.INVITEE_ID
            .col()
            .equalTo(UserDay.USER_ID.col())
            .and(
                UserDay.DAY
                    .col()
                    .between(joinedDay, date_add(joinedDay, rules.inviteeBuysWithinDays())));
    return contributions(
        boundEdges.join(purchaseDays, boughtSoon, "left_semi"),
        InviteEdges.INVITER_ID.col(),
        runDate.dayOf(InviteEdges.INVITED_AT.col()),
        BUYERS.is(lit(1)));
  }

  /** Rows with the given measures and 0 for the others. */
  private static Dataset<Row> contributions(
      Dataset<Row> rows, Column user, Column day, Column... given) {
    Dataset<Row> measured =
        rows.select(
            Stream.concat(Stream.of(USER_ID.is(user), DAY.is(day)), Stream.of(given))
                .toArray(Column[]::new));
    List<String> names = List.of(measured.columns());
    return measured.select(
        Stream.concat(
                Stream.of(USER_ID.col(), DAY.col()),
                MEASURES.stream().map(m -> names.contains(m.name()) ? m.col() : m.is(lit(0))))
            .toArray(Column[]::new));
  }

  private Contributions() {}
}
