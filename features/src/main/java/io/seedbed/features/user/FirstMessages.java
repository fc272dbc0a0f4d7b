package io.seedbed.features.user;

import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per sender, group (null for none) and kind of message, with the first of them: of the
 * messages that share the shop and of the others, so that it shows whether anybody shares at all.
 *
 * <p>A sender is a user with own messages: any that is not a system line, a sticker as well as a
 * recall. What bots and operators of the shop send makes them no users of it, nor members of the
 * group; they, system lines and the anonymous are one sender, null: a group is observed when any
 * message of it is known, whoever sent it.
 *
 * <p>A row lies on the day of its message. What follows cannot change it, so that all rows up to a
 * day are those of a run on that day.
 */
public final class FirstMessages {

  public static final Field USER_ID =
      Field.text("user_id", "Who said it; null for whoever is no user", "发送者，非用户为空").orNull();
  public static final Field GROUP_ID =
      Field.text("group_id", "Group it was said in", "群编号").orNull();
  public static final Field IS_SHARE =
      Field.flag("is_share", "Whether these are the messages that share the shop", "是否分享类消息");
  public static final Field SENT_AT =
      Field.instant("sent_at", "When the first was sent (UTC)", "首次发送时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of sent_at", "业务日");

  public static final Table TABLE =
      Table.named(
              "first_messages",
              "One row per sender, group and whether messages share the shop: the first of them",
              "每行一名发送者在一个群的首条消息，分享与否分列")
          .with(USER_ID, GROUP_ID, IS_SHARE, SENT_AT, DAY)
          .keyedBy(USER_ID, GROUP_ID, IS_SHARE)
          .clusteredBy(DAY);

  private static final String EARLIER_USER = "earlier_user_id";
  private static final String EARLIER_GROUP = "earlier_group_id";
  private static final String EARLIER_SHARE = "earlier_is_share";

  /**
   * The first messages before as-of, of those after the base: rows of the base stay what they are,
   * and whoever is in it has spoken before.
   *
   * <p>Keys and minima only, so that Spark adds up in a hash table where the messages lie; what is
   * shuffled is one row per sender, group and kind, and the keys of the base.
   */
  public static Dataset<Row> from(Dataset<Row> chatMessages, RunDate runDate, Optional<Base> base) {
    Column isOwn =
        ChatMessages.MESSAGE_TYPE
            .col()
            .notEqual(ChatMessages.SYSTEM)
            .and(not(ChatMessages.IS_SERVICE.col()));
    Dataset<Row> known = chatMessages.filter(runDate.isKnown(ChatMessages.SENT_AT.col()));
    Dataset<Row> firsts =
        base.map(b -> known.filter(b.isAfter(ChatMessages.DAY.col())))
            .orElse(known)
            .groupBy(
                USER_ID.is(when(isOwn, ChatMessages.USER_ID.col())),
                GROUP_ID.is(ChatMessages.GROUP_ID.col()),
                IS_SHARE.is(ChatMessages.IS_SHARE.col()))
            .agg(SENT_AT.is(min(ChatMessages.SENT_AT.col())), DAY.is(min(ChatMessages.DAY.col())));
    return base.map(b -> without(firsts, b.rows())).orElse(firsts).select(TABLE.columns());
  }

  private static Dataset<Row> without(Dataset<Row> firsts, Dataset<Row> earlier) {
    Dataset<Row> spoken =
        earlier.select(
            USER_ID.col().as(EARLIER_USER),
            GROUP_ID.col().as(EARLIER_GROUP),
            IS_SHARE.col().as(EARLIER_SHARE));
    Column isSame =
        USER_ID
            .col()
            .eqNullSafe(spoken.col(EARLIER_USER))
            .and(GROUP_ID.col().eqNullSafe(spoken.col(EARLIER_GROUP)))
            .and(IS_SHARE.col().equalTo(spoken.col(EARLIER_SHARE)));
    return firsts.join(spoken, isSame, "left_anti");
  }

  private FirstMessages() {}
}
