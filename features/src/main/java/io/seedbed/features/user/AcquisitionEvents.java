package io.seedbed.features.user;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per event before as-of, and after a base, that can make a user known; of messages, the
 * first per user and group. Column order is the order in which events are compared.
 */
final class AcquisitionEvents {

  static final Field USER_ID = UserAcquisition.USER_ID;
  static final Field DAY = UserAcquisition.ACQUIRED_DAY;

  /** Place of the route among the accepted values of {@link UserAcquisition#ROUTE}. */
  static final Field RANK = Field.of("rank", DataTypes.IntegerType, "Place of the route", "顺序");

  static final Field HAPPENED_AT = UserAcquisition.ACQUIRED_AT;
  static final Field EVENT_ID = Field.text("event_id", "Id within the route", "编号").orNull();
  static final Field CHANNEL = UserAcquisition.CHANNEL;
  static final Field CAMPAIGN = UserAcquisition.CAMPAIGN;
  static final Field GROUP_ID = UserAcquisition.GROUP_ID;
  static final Field INVITER_ID = UserAcquisition.INVITER_ID;
  static final Field INPUT_START =
      Field.date("input_start", "First day of the input that tells of it", "数据首日").orNull();

  /** All but the user, in the order of comparison. */
  static final List<Field> COMPARED =
      List.of(
          DAY, RANK, HAPPENED_AT, EVENT_ID, CHANNEL, CAMPAIGN, GROUP_ID, INVITER_ID, INPUT_START);

  static Dataset<Row> from(
      Dataset<Row> memberships,
      Dataset<Row> invites,
      Dataset<Row> firstMessages,
      Dataset<Row> orders,
      RunDate runDate,
      Optional<Base> base) {
    Dataset<Row> events =
        joins(memberships, runDate)
            .unionByName(acceptedInvites(invites, runDate))
            .unionByName(spoken(firstMessages, runDate))
            .unionByName(paidOrders(orders, runDate));
    return base.map(b -> events.filter(b.isAfter(DAY.col()))).orElse(events);
  }

  /** Told apart by the group: where a stay stands in its source changes when it is told again. */
  private static Dataset<Row> joins(Dataset<Row> memberships, RunDate runDate) {
    return memberships
        .filter(runDate.isKnown(Memberships.JOINED_AT.col()))
        .select(
            event(
                Memberships.USER_ID,
                Map.of(
                    DAY, Memberships.DAY.col(),
                    RANK, rankOf("joined_group"),
                    HAPPENED_AT, Memberships.JOINED_AT.col(),
                    EVENT_ID, Memberships.GROUP_ID.col(),
                    GROUP_ID, Memberships.GROUP_ID.col(),
                    INVITER_ID, Memberships.INVITER_ID.col(),
                    INPUT_START, startOf(memberships, Memberships.DAY))));
  }

  private static Dataset<Row> acceptedInvites(Dataset<Row> invites, RunDate runDate) {
    Column joinedAt = Invites.JOINED_AT.col();
    return invites
        .filter(Invites.INVITEE_ID.col().isNotNull().and(runDate.isKnown(joinedAt)))
        .select(
            event(
                Invites.INVITEE_ID,
                Map.of(
                    DAY, runDate.dayOf(joinedAt),
                    RANK, rankOf("accepted_invite"),
                    HAPPENED_AT, joinedAt,
                    EVENT_ID, Invites.INVITE_ID.col(),
                    CHANNEL, Invites.CHANNEL.col(),
                    CAMPAIGN, Invites.CAMPAIGN.col(),
                    INVITER_ID, Invites.INVITER_ID.col(),
                    INPUT_START, startOf(invites, Invites.DAY))));
  }

  /** A user's first messages in several groups at one instant are told apart by the group. */
  private static Dataset<Row> spoken(Dataset<Row> firstMessages, RunDate runDate) {
    return firstMessages
        .filter(
            FirstMessages.USER_ID
                .col()
                .isNotNull()
                .and(runDate.isKnown(FirstMessages.SENT_AT.col())))
        .select(
            event(
                FirstMessages.USER_ID,
                Map.of(
                    DAY, FirstMessages.DAY.col(),
                    RANK, rankOf("first_message"),
                    HAPPENED_AT, FirstMessages.SENT_AT.col(),
                    EVENT_ID, FirstMessages.GROUP_ID.col(),
                    GROUP_ID, FirstMessages.GROUP_ID.col(),
                    INPUT_START, startOf(firstMessages, FirstMessages.DAY))));
  }

  private static Dataset<Row> paidOrders(Dataset<Row> orders, RunDate runDate) {
    return orders
        .filter(
            Orders.IS_PAID
                .col()
                .and(Orders.USER_ID.col().isNotNull())
                .and(runDate.isKnown(Orders.PAID_AT.col())))
        .select(
            event(
                Orders.USER_ID,
                Map.of(
                    DAY, Orders.DAY.col(),
                    RANK, rankOf("first_order"),
                    HAPPENED_AT, Orders.PAID_AT.col(),
                    EVENT_ID, Orders.ORDER_ID.col(),
                    CHANNEL, Orders.CHANNEL.col(),
                    CAMPAIGN, Orders.CAMPAIGN.col(),
                    INPUT_START, startOf(orders, Orders.DAY))));
  }

  private static Column[] event(Field user, Map<Field, Column> values) {
    return Stream.concat(
            Stream.of(USER_ID.is(user.col())),
            COMPARED.stream().map(f -> f.is(values.getOrDefault(f, lit(null)))))
        .toArray(Column[]::new);
  }

  private static Column rankOf(String route) {
    return lit(UserAcquisition.ROUTE.accepted().indexOf(route));
  }

  private static Column startOf(Dataset<Row> input, Field day) {
    return input.select(min(day.col())).scalar();
  }

  private AcquisitionEvents() {}
}
