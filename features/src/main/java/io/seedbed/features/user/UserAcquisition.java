package io.seedbed.features.user;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One row per known user: the least business day on which the shop could know them, and how they
 * came.
 *
 * <p>A row lies on that day. What follows cannot change it, so that all rows up to a day are those
 * of a run on that day.
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
          .keyedBy(USER_ID)
          .clusteredBy(ACQUIRED_DAY);

  /**
   * The users known at as-of and not in the base: rows of the base stay what they are, as an event
   * after it is on a later day than theirs. The least business day over the routes decides, then
   * the order of {@link #ROUTE}, then the instant and the event's id. "First order of any Net" is
   * the first paid order, refunded or not; an own message is any but a system line, and none of a
   * bot or an operator. No input tells of follows yet.
   *
   * <p>Left truncation looks at the input behind the winning route: a user first seen in chat in
   * its first weeks may have been there before it, whatever other inputs hold.
   *
   * <p>Costs a shuffle of the events after the base by user, and one of the base's users; the first
   * day of each input is the minimum of one column.
   *
   * @param firstMessages as of the run date or a later one
   */
  public static Dataset<Row> from(
      Dataset<Row> memberships,
      Dataset<Row> invites,
      Dataset<Row> firstMessages,
      Dataset<Row> orders,
      RunDate runDate,
      FeatureRules rules,
      Optional<Base> base) {
    Column[] compared = AcquisitionEvents.COMPARED.stream().map(Field::col).toArray(Column[]::new);
    Column sinceInputStart =
        date_diff(first(AcquisitionEvents.DAY), first(AcquisitionEvents.INPUT_START));
    Dataset<Row> events =
        AcquisitionEvents.from(memberships, invites, firstMessages, orders, runDate, base);
    return base.map(b -> without(events, b.rows()))
        .orElse(events)
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

  /** The rows of this table on an earlier run date. */
  public static Dataset<Row> asOf(LocalDate day, Dataset<Row> acquisitions) {
    return acquisitions.filter(ACQUIRED_DAY.col().leq(day));
  }

  private static Dataset<Row> without(Dataset<Row> events, Dataset<Row> earlier) {
    return events.join(earlier.select(USER_ID.col()), new String[] {USER_ID.name()}, "left_anti");
  }

  private static Column first(Field field) {
    return col(FIRST).getField(field.name());
  }

  private UserAcquisition() {}
}
