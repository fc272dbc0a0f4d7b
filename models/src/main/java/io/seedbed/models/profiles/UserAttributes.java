package io.seedbed.models.profiles;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.roles.ChatRoles;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One row per user, attribute and value that the user has: several values of one attribute where
 * somebody buys in the morning and at night. Of an attribute nothing is known of, a user has the
 * value {@link #UNKNOWN}.
 *
 * <p>Shuffles: all values by user, to meet the users.
 */
final class UserAttributes {

  static final String UNKNOWN = "unknown";

  static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  static final Field ATTRIBUTE =
      Field.text("attribute", "What is said of a user", "属性")
          .oneOf(
              "acquisition_route",
              "join_scene",
              "chat_role",
              "order_channel",
              "purchase_day_part",
              "purchase_weekday",
              "product_category");
  static final Field VALUE = Field.text("value", "Its value", "属性值");

  private static final Field KNOWN = Field.text("known", "Attributes with their values", "");

  static Dataset<Row> from(
      Dataset<Row> users, SegmentProfiles.Sources sources, ProfileRules rules, RunDate runDate) {
    Dataset<Row> known =
        acquired(sources.acquisitions())
            .unionByName(joined(sources.memberships(), runDate))
            .unionByName(talking(sources.chatRoles()))
            .unionByName(ordered(sources.orderValues(), rules, runDate))
            .unionByName(bought(sources.orderLines(), rules, runDate))
            .filter(USER_ID.col().isNotNull().and(VALUE.col().isNotNull()))
            .groupBy(USER_ID.col())
            .agg(collect_set(struct(ATTRIBUTE.col(), VALUE.col())).as(KNOWN.name()));
    Column pair = explode(coalesce(concat(KNOWN.col(), unknown()), none()));
    return users
        .join(known, new String[] {USER_ID.name()}, "left")
        .withColumn(KNOWN.name(), pair)
        .select(
            functions.col("*"),
            ATTRIBUTE.is(KNOWN.col().getField(ATTRIBUTE.name())),
            VALUE.is(KNOWN.col().getField(VALUE.name())))
        .drop(KNOWN.name());
  }

  private static Dataset<Row> acquired(Dataset<Row> acquisitions) {
    return acquisitions.select(
        USER_ID.is(UserAcquisition.USER_ID.col()),
        ATTRIBUTE.is(lit("acquisition_route")),
        VALUE.is(UserAcquisition.ROUTE.col()));
  }

  private static Dataset<Row> joined(Dataset<Row> memberships, RunDate runDate) {
    return memberships
        .filter(runDate.isKnown(Memberships.JOINED_AT.col()))
        .select(
            USER_ID.is(Memberships.USER_ID.col()),
            ATTRIBUTE.is(lit("join_scene")),
            VALUE.is(Memberships.SCENE.col()));
  }

  private static Dataset<Row> talking(Dataset<Row> chatRoles) {
    return ChatRoles.ofUsers(chatRoles)
        .select(
            USER_ID.is(ChatRoles.USER_ID.col()),
            ATTRIBUTE.is(lit("chat_role")),
            VALUE.is(ChatRoles.ROLE.col()));
  }

  private static Dataset<Row> ordered(
      Dataset<Row> orderValues, ProfileRules rules, RunDate runDate) {
    Column local = from_utc_timestamp(OrderValues.PAID_AT.col(), runDate.zone().getId());
    return orderValues
        .filter(runDate.isInLast(rules.purchaseDays(), OrderValues.DAY.col()))
        .select(
            USER_ID.is(OrderValues.USER_ID.col()),
            explode(
                    array(
                        pair("order_channel", OrderValues.CHANNEL.col()),
                        pair("purchase_day_part", dayPart(hour(local), rules.dayParts())),
                        pair(
                            "purchase_weekday", lower(date_format(OrderValues.DAY.col(), "EEEE")))))
                .as(KNOWN.name()))
        .select(
            USER_ID.col(),
            ATTRIBUTE.is(KNOWN.col().getField(ATTRIBUTE.name())),
            VALUE.is(KNOWN.col().getField(VALUE.name())));
  }

  private static Dataset<Row> bought(Dataset<Row> orderLines, ProfileRules rules, RunDate runDate) {
    return orderLines
        .filter(
            runDate
                .isInLast(rules.purchaseDays(), OrderLines.DAY.col())
                .and(runDate.isKnown(OrderLines.ORDERED_AT.col()))
                .and(OrderLines.KIND.col().equalTo(OrderLines.PURCHASE)))
        .select(
            USER_ID.is(OrderLines.USER_ID.col()),
            ATTRIBUTE.is(lit("product_category")),
            VALUE.is(OrderLines.CATEGORY.col()));
  }

  private static Column dayPart(Column hour, List<ProfileRules.DayPart> parts) {
    Column part = lit(parts.get(0).name());
    for (ProfileRules.DayPart next : parts) {
      part = when(hour.geq(next.fromHour()), next.name()).otherwise(part);
    }
    return part;
  }

  /** What is not among the known, each with the value unknown. */
  private static Column unknown() {
    Column attributes = transform(KNOWN.col(), known -> known.getField(ATTRIBUTE.name()));
    return transform(
        array_except(allAttributes(), attributes), missing -> pair(missing, lit(UNKNOWN)));
  }

  private static Column none() {
    return transform(allAttributes(), missing -> pair(missing, lit(UNKNOWN)));
  }

  private static Column allAttributes() {
    return array(ATTRIBUTE.accepted().stream().map(functions::lit).toArray(Column[]::new));
  }

  private static Column pair(String attribute, Column value) {
    return pair(lit(attribute), value);
  }

  private static Column pair(Column attribute, Column value) {
    return struct(ATTRIBUTE.is(attribute), VALUE.is(value));
  }

  private UserAttributes() {}
}
