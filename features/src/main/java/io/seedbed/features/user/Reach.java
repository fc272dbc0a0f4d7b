package io.seedbed.features.user;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per user in a group: how many other users said something meaningful in the user's present
 * groups in the last 28 d, each counted once, up to the cap.
 *
 * <p>Joining members with active users would cost the product of both per group. Three facts make
 * it exact without that: a group with more active users than the cap settles the answer alone; a
 * user active in one group only is counted once wherever the group is counted, so a number stands
 * for all of them; ids are needed only of users active in several groups, who can be met twice.
 * What is left to move is one row per stay with those ids of its group, fewer than the cap.
 * Shuffles: active pairs by user and by group, stays by group and by user.
 */
final class Reach {

  static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  static final Field REACHED = Field.count("reached", "users", "Users reached", "触达人数");

  private static final int WINDOW_DAYS = 28;

  private static final Field GROUP_ID = Field.text("group_id", "Group", "群编号");
  private static final Field IS_IN_MANY = Field.flag("is_in_many", "Active in several", "多群活跃");
  private static final Field IS_ACTIVE = Field.flag("is_active", "Active there", "在该群活跃");
  private static final Field IS_FULL = Field.flag("is_full", "More active than the cap", "超过封顶");
  private static final Field IN_ONE = Field.count("in_one", "users", "Active here only", "仅此群活跃");
  private static final Field IN_MANY =
      Field.of(
          "in_many", DataTypes.createArrayType(DataTypes.StringType), "Active elsewhere too", "");

  static Dataset<Row> from(
      Dataset<Row> groupStays, Dataset<Row> chatMessages, FeatureRules rules, RunDate runDate) {
    Dataset<Row> activePairs =
        chatMessages
            .filter(
                runDate
                    .isKnown(ChatMessages.SENT_AT.col())
                    .and(runDate.isInLast(WINDOW_DAYS, ChatMessages.DAY.col()))
                    .and(ChatMessages.IS_MEANINGFUL.col())
                    .and(ChatMessages.USER_ID.col().isNotNull())
                    .and(ChatMessages.GROUP_ID.col().isNotNull()))
            .select(
                USER_ID.is(ChatMessages.USER_ID.col()), GROUP_ID.is(ChatMessages.GROUP_ID.col()))
            .distinct();
    Dataset<Row> present =
        groupStays
            .filter(GroupStays.LEFT_DAY.col().isNull())
            .select(USER_ID.is(GroupStays.USER_ID.col()), GROUP_ID.is(GroupStays.GROUP_ID.col()))
            .distinct();
    Dataset<Row> ownPairs = activePairs.withColumn(IS_ACTIVE.name(), lit(true));

    Column others =
        coalesce(sum(IN_ONE.col()), lit(0L))
            .plus(size(array_distinct(flatten(collect_list(IN_MANY.col())))))
            .minus(when(bool_or(coalesce(IS_ACTIVE.col(), lit(false))), 1).otherwise(0));
    Column isCapped = bool_or(IS_FULL.col());
    return present
        .join(activesByGroup(activePairs, rules.reachCap()), byGroup(), "inner")
        .join(ownPairs, new String[] {USER_ID.name(), GROUP_ID.name()}, "left")
        .groupBy(USER_ID.col())
        .agg(
            REACHED.is(
                when(isCapped, rules.reachCap())
                    .otherwise(least(others, lit((long) rules.reachCap())))));
  }

  private static Dataset<Row> activesByGroup(Dataset<Row> activePairs, int cap) {
    Column groupsOfUser = count(lit(1)).over(Window.partitionBy(USER_ID.col()));
    Column isFull = count(lit(1)).gt(cap);
    Column inMany = collect_list(when(IS_IN_MANY.col(), USER_ID.col()));
    return activePairs
        .withColumn(IS_IN_MANY.name(), groupsOfUser.gt(1))
        .groupBy(GROUP_ID.col())
        .agg(
            IS_FULL.is(isFull),
            IN_ONE.is(count_if(not(IS_IN_MANY.col()))),
            IN_MANY.is(when(not(isFull), inMany)));
  }

  private static String[] byGroup() {
    return new String[] {GROUP_ID.name()};
  }

  private Reach() {}
}
