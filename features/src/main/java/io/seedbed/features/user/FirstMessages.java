package io.seedbed.features.user;

import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user and group (null for none) with the user's first own message there: any that is
 * not a system line, a sticker as well as a recall. What bots and operators of the shop send makes
 * them no users of it, nor members of the group.
 *
 * <p>Keys and minima only, so that Spark adds up in a hash table where the messages lie; what is
 * shuffled is one row per user and group.
 */
final class FirstMessages {

  static final Field USER_ID = Field.text("user_id", "Who said it", "发送者");
  static final Field GROUP_ID = Field.text("group_id", "Where", "群编号").orNull();
  static final Field SENT_AT = Field.instant("sent_at", "When (UTC)", "发送时间（UTC）");
  static final Field DAY = Field.date("day", "Business day of sent_at", "业务日");

  static Dataset<Row> from(Dataset<Row> chatMessages, RunDate runDate) {
    return chatMessages
        .filter(
            ChatMessages.USER_ID
                .col()
                .isNotNull()
                .and(ChatMessages.MESSAGE_TYPE.col().notEqual(ChatMessages.SYSTEM))
                .and(not(ChatMessages.IS_SERVICE.col()))
                .and(runDate.isKnown(ChatMessages.SENT_AT.col())))
        .groupBy(USER_ID.is(ChatMessages.USER_ID.col()), GROUP_ID.is(ChatMessages.GROUP_ID.col()))
        .agg(SENT_AT.is(min(ChatMessages.SENT_AT.col())), DAY.is(min(ChatMessages.DAY.col())));
  }

  private FirstMessages() {}
}
