package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per accepted chat message; its text is gone, what was measured on it stays. */
public final class ChatMessages {

  /** The type of lines the platform writes; no user says them. */
  public static final String SYSTEM = "system";

  public static final Field MESSAGE_ID =
      Field.text("message_id", "Message, or file and position where the source has no id", "消息编号");
  public static final Field GROUP_ID =
      Field.text("group_id", "Group the message was sent in", "群编号").orNull();
  public static final Field USER_ID =
      Field.text("user_id", "Resolved sender; null for system lines", "发送者，系统消息为空").orNull();
  public static final Field SENT_AT =
      Field.instant("sent_at", "When the message was sent (UTC)", "发送时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of sent_at", "业务日");
  public static final Field MESSAGE_TYPE =
      Field.text("message_type", "Kind of message", "消息类型")
          .oneOf(
              "text",
              "image",
              "voice",
              "video",
              "link",
              "card",
              "mini_program",
              "file",
              "sticker",
              "forwarded",
              "red_packet",
              "recall",
              SYSTEM,
              "other");
  public static final Field TEXT_LENGTH =
      Field.count(
          "text_length",
          "code points",
          "Length after mentions, emoji and URLs are taken off",
          "去除@、表情与链接后的字数");
  public static final Field IS_MEANINGFUL =
      Field.flag("is_meaningful", "Whether the message counts as activity", "是否有效发言");
  public static final Field IS_SHARE =
      Field.flag("is_share", "Whether the message shares the shop", "是否分享");
  public static final Field IS_QUESTION =
      Field.flag(
              "is_question",
              "Whether the message asks for information; null for a text that is not known",
              "是否提问，文本未知为空")
          .orNull();
  public static final Field IS_SERVICE =
      Field.flag("is_service", "Whether a bot or an operator of the shop sent it", "是否机器人或运营发送");
  public static final Field REPLIED_TO_MESSAGE_ID =
      Field.text("replied_to_message_id", "Message explicitly replied to", "所回复的消息").orNull();
  public static final Field ADDRESSED_USER_ID =
      Field.text("addressed_user_id", "Resolved user replied to or mentioned first", "首个被回复或@的用户")
          .orNull();

  public static final Table TABLE =
      Table.named(
              "chat_messages",
              "One row per accepted chat message, without its text",
              "每行一条有效消息（不存原文）")
          .with(
              MESSAGE_ID,
              GROUP_ID,
              USER_ID,
              SENT_AT,
              DAY,
              MESSAGE_TYPE,
              TEXT_LENGTH,
              IS_MEANINGFUL,
              IS_SHARE,
              IS_QUESTION,
              IS_SERVICE,
              REPLIED_TO_MESSAGE_ID,
              ADDRESSED_USER_ID)
          .keyedBy(MESSAGE_ID)
          .clusteredBy(DAY);

  /** Keeps accepted messages and system lines; these have no sender. */
  public static Dataset<Row> from(Dataset<Row> landedChatMessages, Dataset<Row> identityLinks) {
    Column isSystem = LandedChatMessages.MESSAGE_TYPE.col().equalTo(LandedChatMessages.SYSTEM);
    return IdentityLinks.resolved(landedChatMessages, identityLinks, LandedChatMessages.CONTRACT)
        .select(
            MESSAGE_ID.is(coalesce(LandedChatMessages.MESSAGE_ID.col(), LandedRows.position())),
            GROUP_ID.is(LandedChatMessages.GROUP_ID.col()),
            USER_ID.is(when(not(isSystem), LandedChatMessages.USER_ID.col())),
            SENT_AT.is(LandedChatMessages.SENT_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            MESSAGE_TYPE.is(LandedChatMessages.MESSAGE_TYPE.col()),
            TEXT_LENGTH.is(LandedChatMessages.TEXT_LENGTH.col()),
            IS_MEANINGFUL.is(LandedChatMessages.IS_MEANINGFUL.col()),
            IS_SHARE.is(LandedChatMessages.IS_SHARE.col()),
            IS_QUESTION.is(LandedChatMessages.IS_QUESTION.col()),
            IS_SERVICE.is(
                coalesce(
                    LandedChatMessages.IS_BOT.col().or(LandedChatMessages.IS_OPERATOR.col()),
                    lit(false))),
            REPLIED_TO_MESSAGE_ID.is(LandedChatMessages.REPLY_TO_MESSAGE_ID.col()),
            ADDRESSED_USER_ID.is(LandedChatMessages.ADDRESSED_USER_ID.col()));
  }

  private ChatMessages() {}
}
