package io.seedbed.notebooks.star;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per group that a message or a stay names, as of the run date. */
public final class DimGroup {

  public static final Field GROUP_ID = Field.text("group_id", "Group", "群编号");
  public static final Field FIRST_SEEN_DAY =
      Field.date("first_seen_day", "First day with a join or a message", "首次出现日");
  public static final Field LAST_MESSAGE_DAY =
      Field.date("last_message_day", "Last day with a message", "最近发言日").orNull();
  public static final Field MESSAGES =
      Field.count("messages", "messages", "Messages of any kind", "消息数");
  public static final Field MEMBERS =
      Field.count("members", "users", "Members at the run date; null without memberships", "当前成员数")
          .orNull();

  public static final Table TABLE =
      Table.named("dim_group", "One row per group that a message or a stay names", "每行一个群")
          .with(GROUP_ID, FIRST_SEEN_DAY, LAST_MESSAGE_DAY, MESSAGES, MEMBERS)
          .keyedBy(GROUP_ID);

  private static final Field FIRST_MESSAGE_DAY =
      Field.date("first_message_day", "First day with a message", "首次发言日");
  private static final Field FIRST_JOIN_DAY =
      Field.date("first_join_day", "First day with a join", "首次入群日");
  private static final Field IS_MEMBER =
      Field.flag("is_member", "Whether a stay is still open", "是否在群");

  /** Groups of all messages and stays known as of the run date. */
  public static Dataset<Row> from(
      Dataset<Row> chatMessages, Dataset<Row> memberships, RunDate runDate) {
    String[] group = {GROUP_ID.name()};
    Dataset<Row> stays = memberships.where(runDate.isKnown(Memberships.JOINED_AT.col()));
    Dataset<Row> talked = talked(chatMessages, runDate);
    Dataset<Row> joined =
        stays.groupBy(GROUP_ID.col()).agg(FIRST_JOIN_DAY.is(min(Memberships.DAY.col())));
    return talked
        .join(joined, group, "full")
        .join(members(stays, runDate), group, "left")
        .select(
            GROUP_ID.col(),
            FIRST_SEEN_DAY.is(least(FIRST_MESSAGE_DAY.col(), FIRST_JOIN_DAY.col())),
            LAST_MESSAGE_DAY.col(),
            MESSAGES.is(coalesce(MESSAGES.col(), lit(0L))),
            MEMBERS.col());
  }

  private static Dataset<Row> talked(Dataset<Row> chatMessages, RunDate runDate) {
    return chatMessages
        .where(
            runDate
                .isKnown(ChatMessages.SENT_AT.col())
                .and(ChatMessages.GROUP_ID.col().isNotNull()))
        .groupBy(GROUP_ID.col())
        .agg(
            FIRST_MESSAGE_DAY.is(min(ChatMessages.DAY.col())),
            LAST_MESSAGE_DAY.is(max(ChatMessages.DAY.col())),
            MESSAGES.is(count(lit(1))));
  }

  /** A group all of whose members have left has 0; one without stays has no row. */
  private static Dataset<Row> members(Dataset<Row> stays, RunDate runDate) {
    Column hasLeft = coalesce(runDate.isKnown(Memberships.LEFT_AT.col()), lit(false));
    return stays
        .groupBy(GROUP_ID.col(), Memberships.USER_ID.col())
        .agg(IS_MEMBER.is(max(not(hasLeft))))
        .groupBy(GROUP_ID.col())
        .agg(MEMBERS.is(count_if(IS_MEMBER.col())));
  }

  private DimGroup() {}
}
