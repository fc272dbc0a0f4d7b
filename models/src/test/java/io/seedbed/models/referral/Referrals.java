package io.seedbed.models.referral;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Base;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The inputs of referral at one run date, and the tables built from them as the night does. */
final class Referrals {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final RunDate RUN_DATE = new RunDate(LocalDate.parse("2024-06-30"), SHANGHAI);
  static final ReferralRules RULES = new ReferralRules(List.of("*"), 30, 30, 60, 180);

  Fixture invites =
      Fixture.of(
          Invites.TABLE,
          SHANGHAI,
          Invites.INVITE_ID,
          Invites.INVITER_ID,
          Invites.INVITEE_ID,
          Invites.INVITED_AT,
          Invites.JOINED_AT);
  Fixture memberships =
      Fixture.of(
          Memberships.TABLE,
          SHANGHAI,
          Memberships.MEMBERSHIP_ID,
          Memberships.INVITER_ID,
          Memberships.USER_ID,
          Memberships.JOINED_AT,
          Memberships.SCENE);
  Fixture orderValues =
      Fixture.of(
          OrderValues.TABLE,
          SHANGHAI,
          OrderValues.ORDER_ID,
          OrderValues.USER_ID,
          OrderValues.PAID_AT,
          OrderValues.NET_MINOR);
  Fixture userDay =
      Fixture.of(
          UserDay.TABLE,
          SHANGHAI,
          UserDay.USER_ID,
          UserDay.DAY,
          UserDay.PAID_ORDERS,
          UserDay.KEPT_ORDERS,
          UserDay.MESSAGES);

  /** An invite sent a minute before it was accepted; pending where it never was. */
  Referrals invite(String id, String inviter, String invitee, String joinedAt) {
    String sentAt = joinedAt == null ? "2024-01-01T00:00:00Z" : joinedAt;
    invites.row(id, inviter, invitee, sentAt, joinedAt);
    return this;
  }

  Referrals membership(String id, String inviter, String user, String joinedAt, String scene) {
    memberships.row(id, inviter, user, joinedAt, scene);
    return this;
  }

  Referrals order(String id, String user, String paidAt, long net) {
    orderValues.row(id, user, paidAt, net);
    return this;
  }

  /** A day of a user. */
  Referrals day(String user, String day, int paid, int kept, int messages) {
    userDay.row(user, day, paid, kept, messages);
    return this;
  }

  Dataset<Row> candidates(ReferralRules rules) {
    return candidates(rules, RUN_DATE);
  }

  private Dataset<Row> candidates(ReferralRules rules, RunDate on) {
    return InviteCandidates.from(
        invites.dataset(), memberships.dataset(), orderValues.dataset(), on, rules);
  }

  Dataset<Row> edges() {
    return edges(RULES);
  }

  Dataset<Row> edges(ReferralRules rules) {
    return edges(rules, RUN_DATE, Optional.empty());
  }

  Dataset<Row> edges(ReferralRules rules, RunDate on, Optional<Base> base) {
    Dataset<Row> candidates = candidates(rules, on);
    return InviteEdges.from(candidates, closing(candidates), userDay.dataset(), on, rules, base);
  }

  static Dataset<Row> closing(Dataset<Row> candidates) {
    List<Row> contested = InviteCandidates.contested(candidates).collectAsList();
    return Spark.session()
        .createDataFrame(ClosingEdges.judge(contested), ClosingEdges.TABLE.schema());
  }
}
