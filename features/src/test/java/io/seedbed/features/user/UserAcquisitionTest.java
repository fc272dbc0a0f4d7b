package io.seedbed.features.user;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class UserAcquisitionTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.parse("2024-03-31"), ZoneId.of("Asia/Shanghai"));

  private final Fixture joins =
      Fixture.of(
          Memberships.TABLE,
          RUN_DATE.zone(),
          Memberships.USER_ID,
          Memberships.JOINED_AT,
          Memberships.GROUP_ID,
          Memberships.INVITER_ID);
  private final Fixture invites =
      Fixture.of(
          Invites.TABLE,
          RUN_DATE.zone(),
          Invites.INVITEE_ID,
          Invites.INVITED_AT,
          Invites.JOINED_AT,
          Invites.INVITER_ID,
          Invites.CHANNEL);
  private final Fixture messages =
      Fixture.of(
          ChatMessages.TABLE,
          RUN_DATE.zone(),
          ChatMessages.USER_ID,
          ChatMessages.SENT_AT,
          ChatMessages.GROUP_ID,
          ChatMessages.MESSAGE_TYPE);
  private final Fixture orders =
      Fixture.of(
          Orders.TABLE,
          RUN_DATE.zone(),
          Orders.USER_ID,
          Orders.PAID_AT,
          Orders.IS_PAID,
          Orders.CHANNEL);

  @Test
  void theLeastBusinessDayOverTheRoutesDecides() {
    joins.row("u1", "2024-03-05T00:00:00Z", "g1", "u9");
    invites.row("u1", "2024-03-01T00:00:00Z", "2024-03-04T00:00:00Z", "u8", "moments");
    messages.row("u1", "2024-03-06T00:00:00Z", "g2", "text");
    orders.row("u1", "2024-03-07T00:00:00Z", true, "app");
    assertThat(acquired())
        .conformsTo(UserAcquisition.TABLE)
        .on(
            UserAcquisition.USER_ID,
            UserAcquisition.ACQUIRED_AT,
            UserAcquisition.ACQUIRED_DAY,
            UserAcquisition.ROUTE,
            UserAcquisition.CHANNEL,
            UserAcquisition.GROUP_ID,
            UserAcquisition.INVITER_ID)
        .hasRows(
            row(
                "u1",
                "2024-03-04T00:00:00Z",
                "2024-03-04",
                "accepted_invite",
                "moments",
                null,
                "u8"));
  }

  @Test
  void routesOfOneDayAreTakenInTheirOrderWhateverTheHour() {
    joins.row("u1", "2024-03-05T15:59:59Z", "g1", "u9");
    invites.row("u1", "2024-03-01T00:00:00Z", "2024-03-05T09:00:00Z", "u8", "moments");
    invites.row("u2", "2024-03-01T00:00:00Z", "2024-03-05T09:00:00Z", "u8", "moments");
    messages.row("u2", "2024-03-05T08:00:00Z", "g2", "text");
    messages.row("u3", "2024-03-05T08:00:00Z", "g2", "text");
    orders.row("u3", "2024-03-05T07:00:00Z", true, "app");
    orders.row("u4", "2024-03-04T16:00:00Z", true, "app");
    assertThat(acquired())
        .on(UserAcquisition.USER_ID, UserAcquisition.ACQUIRED_DAY, UserAcquisition.ROUTE)
        .hasRows(
            row("u1", "2024-03-05", "joined_group"),
            row("u2", "2024-03-05", "accepted_invite"),
            row("u3", "2024-03-05", "first_message"),
            row("u4", "2024-03-05", "first_order"));
  }

  @Test
  void systemLinesUnpaidOrdersPendingInvitesAndTheFutureMakeNobodyKnown() {
    joins.row("u1", "2024-03-31T16:00:00Z", "g1", null);
    invites
        .row("u2", "2024-03-01T00:00:00Z", null, "u8", null)
        .row(null, "2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z", "u8", null);
    messages
        .row("u3", "2024-03-05T08:00:00Z", "g2", "system")
        .row(null, "2024-03-05T08:00:00Z", "g2", "text");
    orders
        .row("u4", "2024-03-05T07:00:00Z", false, "app")
        .row(null, "2024-03-05T07:00:00Z", true, "app");
    assertThat(acquired()).hasRows();
  }

  @Test
  void aRecallIsAnOwnMessage() {
    messages.row("u1", "2024-03-05T08:00:00Z", null, "recall");
    assertThat(acquired())
        .on(UserAcquisition.USER_ID, UserAcquisition.ROUTE, UserAcquisition.GROUP_ID)
        .hasRows(row("u1", "first_message", null));
  }

  @Test
  void botsAndOperatorsAreNotAcquired() {
    Dataset<Row> service =
        Fixture.of(
                ChatMessages.TABLE,
                RUN_DATE.zone(),
                ChatMessages.USER_ID,
                ChatMessages.SENT_AT,
                ChatMessages.IS_SERVICE)
            .row("bot", "2024-03-05T08:00:00Z", true)
            .row("buying operator", "2024-03-05T08:00:00Z", true)
            .row("member", "2024-03-05T08:00:00Z", false)
            .dataset();
    orders.row("buying operator", "2024-03-07T00:00:00Z", true, "app");
    assertThat(acquired(service))
        .on(UserAcquisition.USER_ID, UserAcquisition.ROUTE)
        .hasRows(row("buying operator", "first_order"), row("member", "first_message"));
  }

  @Test
  void leftTruncationLooksAtTheInputOfTheWinningRoute() {
    messages
        .row(null, "2024-01-10T00:00:00Z", "g1", "text")
        .row("u1", "2024-02-09T00:00:00Z", "g1", "text")
        .row("u2", "2024-02-10T00:00:00Z", "g1", "text");
    orders
        .row(null, "2024-02-10T00:00:00Z", false, "app")
        .row("u3", "2024-03-11T00:00:00Z", true, "app")
        .row("u4", "2024-03-12T00:00:00Z", true, "app");
    assertThat(acquired())
        .on(UserAcquisition.USER_ID, UserAcquisition.IS_LEFT_TRUNCATED)
        .hasRows(row("u1", true), row("u2", false), row("u3", true), row("u4", false));
  }

  private Dataset<Row> acquired() {
    return acquired(messages.dataset());
  }

  private Dataset<Row> acquired(Dataset<Row> sent) {
    return UserAcquisition.from(
        joins.dataset(),
        invites.dataset(),
        FirstMessages.from(sent, RUN_DATE, Optional.empty()),
        orders.dataset(),
        RUN_DATE,
        new FeatureRules(30, 180, 200, 180, 180, 45),
        Optional.empty());
  }
}
