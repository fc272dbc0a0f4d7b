package io.seedbed.features.user;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One row per known user: the least business day on which the shop could know them, and how they
 * came.
 */
public final class UserAcquisition {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field ACQUIRED_AT =
      Field.instant("acquired_at", "Time of the event that made the user known (UTC)", "获取时间（UTC）");
  public static final Field ACQUIRED_DAY =
      Field.date("acquired_day", "d0: least business day over the routes", "获取日 d0");
  public static final Field ROUTE =
      Field.text("route", "Event that made the user known; ties in this order", "获取路径")
          .oneOf("joined_group", "followed", "accepted_invite", "first_message", "first_order");
  public static final Field CHANNEL = Field.text("channel", "Channel of that event", "渠道").orNull();
  public static final Field CAMPAIGN =
      Field.text("campaign", "Campaign of that event", "活动").orNull();
  public static final Field GROUP_ID =
      Field.text("group_id", "Group of that event", "群编号").orNull();
  public static final Field INVITER_ID =
      Field.text("inviter_id", "User who brought this one, as that event says", "邀请人").orNull();
  public static final Field IS_LEFT_TRUNCATED =
      Field.flag("is_left_truncated", "Acquired within 30 d of an input's first day", "是否左截断");

  private static final String FIRST = "first";
  private static final Column ROUTES =
      array(ROUTE.accepted().stream().map(functions::lit).toArray(Column[]::new));

  public static final Table TABLE =
      Table.named("user_acquisition", "One row per known user", "每行一名已知用户")
          .with(
              USER_ID,
              ACQUIRED_AT,
              ACQUIRED_DAY,
              ROUTE,
              CHANNEL,
              CAMPAIGN,
              GROUP_ID,
              INVITER_ID,
              IS_LEFT_TRUNCATED)
          .keyedBy(USER_ID);

  /**
   * The users known at as-of. The least business day over the routes decides, then the order of
   * {@link #ROUTE}, then the instant and the event's id. "First order of any Net" is the first paid
   * order, refunded or not; an own message is any but a system line, and none of a bot or an
   * operator. No input tells of follows yet.
   *
   * <p>Left truncation looks at the input behind the winning route: a user first seen in chat in
   * its first weeks may have been there before it, whatever other inputs hold.
   *
   * <p>Costs a shuffle of first messages by user and group and one of all routes by user; the first
   * days are one row each.
   */
  public static Dataset<Row> from(
      Dataset<Row> memberships,
      Dataset<Row> invites,
      Dataset<Row> chatMessages,
      Dataset<Row> orders,
      RunDate runDate,
      FeatureRules rules) {
    Column[] compared = AcquisitionEvents.COMPARED.stream().map(Field::col).toArray(Column[]::new);
    Column sinceInputStart =
        date_diff(first(AcquisitionEvents.DAY), first(AcquisitionEvents.INPUT_START));
    return AcquisitionEvents.from(memberships, invites, chatMessages, orders, runDate)
        .groupBy(USER_ID.col())
        .agg(min(struct(compared)).as(FIRST))
        .select(
            USER_ID.col(),
            ACQUIRED_AT.is(first(AcquisitionEvents.HAPPENED_AT)),
            ACQUIRED_DAY.is(first(AcquisitionEvents.DAY)),
            ROUTE.is(get(ROUTES, first(AcquisitionEvents.RANK))),
            CHANNEL.is(first(AcquisitionEvents.CHANNEL)),
            CAMPAIGN.is(first(AcquisitionEvents.CAMPAIGN)),
            GROUP_ID.is(first(AcquisitionEvents.GROUP_ID)),
            INVITER_ID.is(first(AcquisitionEvents.INVITER_ID)),
            IS_LEFT_TRUNCATED.is(sinceInputStart.leq(rules.leftTruncationDays())));
  }

  private static Column first(Field field) {
    return col(FIRST).getField(field.name());
  }

  private UserAcquisition() {}
}
