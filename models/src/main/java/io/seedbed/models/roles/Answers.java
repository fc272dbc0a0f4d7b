package io.seedbed.models.roles;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_dt_interval;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per answer of the last 28 d: a member's meaningful message, itself no question, that
 * explicitly replies to a question of another member in the same group, or, replying to nothing,
 * mentions somebody whose latest question there is at most so many hours old.
 *
 * <p>Questions and what may answer them meet under one key, the message or the asker, so that one
 * shuffle of these messages serves replies and mentions.
 */
final class Answers {

  static final Field GROUP_ID = ChatMessages.GROUP_ID;
  static final Field ASKER_ID = Field.text("asker_id", "Member who asked", "提问者");
  static final Field ANSWERER_ID = Field.text("answerer_id", "Member who answered", "回答者");

  /** Most hours from a question to its answer: questions are read from the day before. */
  static final int MOST_HOURS = 24;

  private static final Field IS_ASKED = Field.flag("is_asked", "Whether it is a question", "是否提问");
  private static final Field KEY = Field.text("key", "What is asked or answered", "");
  private static final Field MESSAGE = Field.text("message", "Question replied to", "").orNull();
  private static final Field ASKER = Field.text("asker", "Asker mentioned", "").orNull();
  private static final Field QUESTION = Field.text("question", "Latest question before", "");

  static Dataset<Row> from(Dataset<Row> chatMessages, RoleRules rules, RunDate runDate) {
    Column isAsked = coalesce(ChatMessages.IS_QUESTION.col(), lit(false));
    Column asked = QUESTION.col().getField(ChatMessages.SENT_AT.name());
    Column asker = QUESTION.col().getField(ASKER_ID.name());
    Column isInTime =
        ChatMessages.SENT_AT
            .col()
            .leq(asked.plus(make_dt_interval(lit(0), lit(rules.answerWithinHours()))));
    return chatMessages
        .filter(
            MemberTalk.isOfMembers(runDate)
                .and(ChatMessages.IS_MEANINGFUL.col())
                .and(runDate.isInLast(MemberTalk.WINDOW_DAYS + 1, ChatMessages.DAY.col()))
                .and(isAsked.or(respondsToSomebody())))
        .withColumn(IS_ASKED.name(), isAsked)
        .select(
            GROUP_ID.col(),
            ChatMessages.USER_ID.col(),
            ChatMessages.MESSAGE_ID.col(),
            ChatMessages.SENT_AT.col(),
            ChatMessages.DAY.col(),
            IS_ASKED.col(),
            explode(keys()).as(KEY.name()))
        .withColumn(QUESTION.name(), latestQuestion())
        .filter(
            not(IS_ASKED.col())
                .and(runDate.isInLast(MemberTalk.WINDOW_DAYS, ChatMessages.DAY.col()))
                .and(asker.notEqual(ChatMessages.USER_ID.col()))
                .and(isInTime))
        .select(GROUP_ID.col(), ASKER_ID.is(asker), ANSWERER_ID.is(ChatMessages.USER_ID.col()));
  }

  /** Whether a message names what or whom it answers. */
  static Column respondsToSomebody() {
    return ChatMessages.REPLIED_TO_MESSAGE_ID
        .col()
        .isNotNull()
        .or(ChatMessages.ADDRESSED_USER_ID.col().isNotNull());
  }

  /** A question can be met by its id and by its asker, a response meets one of them. */
  private static Column keys() {
    Column replied = ChatMessages.REPLIED_TO_MESSAGE_ID.col();
    Column none = lit(null);
    return when(
            IS_ASKED.col(),
            array(key(ChatMessages.MESSAGE_ID.col(), none), key(none, ChatMessages.USER_ID.col())))
        .otherwise(
            array(key(replied, when(replied.isNull(), ChatMessages.ADDRESSED_USER_ID.col()))));
  }

  private static Column key(Column message, Column asker) {
    return struct(MESSAGE.is(message), ASKER.is(asker));
  }

  private static Column latestQuestion() {
    Column question = struct(ASKER_ID.is(ChatMessages.USER_ID.col()), ChatMessages.SENT_AT.col());
    return last(when(IS_ASKED.col(), question), true)
        .over(
            Window.partitionBy(GROUP_ID.col(), KEY.col())
                .orderBy(
                    ChatMessages.SENT_AT.col(),
                    IS_ASKED.col().desc(),
                    ChatMessages.MESSAGE_ID.col())
                .rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
  }

  private Answers() {}
}
