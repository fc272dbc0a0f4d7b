package io.seedbed.features.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** One row per row of the chat source, measured; the text is not kept, of refused rows neither. */
public final class LandedChatMessages {

  public static final String MESSAGE = "message";
  public static final String SYSTEM = "system";

  public static final Field MESSAGE_ID = Field.text("message_id", "Message", "消息编号").orNull();
  public static final Field GROUP_ID = Field.text("group_id", "Group", "群编号").orNull();
  public static final Field USER_ID =
      Field.text("user_id", "Sender as the source has it; null for system lines", "来源发送者编号")
          .orNull();
  public static final Field SENT_AT =
      Field.instant("sent_at", "When the message was sent (UTC)", "发送时间（UTC）");
  public static final Field MESSAGE_TYPE =
      Field.text("message_type", "Kind of message", "消息类型").orNull();
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
          "是否提问，文本未知为空");
  public static final Field REPLY_TO_MESSAGE_ID =
      Field.text("reply_to_message_id", "Message explicitly replied to", "所回复的消息").orNull();
  public static final Field ADDRESSED_USER_ID =
      Field.text("addressed_user_id", "User replied to or mentioned first", "首个被回复或@的用户").orNull();
  public static final Field IS_OPERATOR =
      Field.flag("is_operator", "Whether an operator of the shop wrote it", "是否运营").orNull();
  public static final Field IS_BOT =
      Field.flag("is_bot", "Whether a bot wrote it", "是否机器人").orNull();

  private static final Field TYPE =
      Field.text("_seedbed_type", "Type given, or what the text shows", "消息类型");

  static final Field TEXT = Field.text("text", "Text as sent", "原文").orNull();

  private static final List<String> TYPES =
      List.of(
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
          "system",
          "other");

  public static final SourceContract CONTRACT =
      new SourceContract(
              "chat_messages",
              List.of(MESSAGE, SYSTEM),
              List.of(
                  MESSAGE_ID,
                  GROUP_ID,
                  USER_ID,
                  SENT_AT,
                  MESSAGE_TYPE,
                  TEXT,
                  REPLY_TO_MESSAGE_ID,
                  ADDRESSED_USER_ID,
                  IS_OPERATOR,
                  IS_BOT),
              List.of(MESSAGE_ID),
              SENT_AT,
              USER_ID,
              Optional.empty())
          .naming(ADDRESSED_USER_ID, SENT_AT);

  public static final Table TABLE =
      LandedRows.table(
          CONTRACT,
          "One row per row of the chat source, with what became of it and without its text",
          "群聊来源的每一行及其处理结果（不存原文）",
          MESSAGE_ID,
          GROUP_ID,
          USER_ID,
          SENT_AT,
          MESSAGE_TYPE,
          TEXT_LENGTH,
          IS_MEANINGFUL,
          IS_SHARE,
          IS_QUESTION,
          REPLY_TO_MESSAGE_ID,
          ADDRESSED_USER_ID,
          IS_OPERATOR,
          IS_BOT);

  /** How the rows of the source's files are landed. */
  public static Landing landing(SourceMapping mapping, Reading reading, MessageRules rules) {
    Column isSystem =
        LandedRows.KIND
            .col()
            .equalTo(SYSTEM)
            .or(coalesce(MESSAGE_TYPE.col(), lit("")).equalTo(SYSTEM));
    Column isOperator = coalesce(IS_OPERATOR.col(), lit(false));
    Column isBot = coalesce(IS_BOT.col(), lit(false));
    Column isHuman = coalesce(isSystem, lit(true)).or(isOperator).or(isBot).equalTo(lit(false));
    MessageMeasure measure = new MessageMeasure(TEXT.col(), MESSAGE_TYPE.col(), isHuman, rules);
    Column type = when(isSystem, SYSTEM).otherwise(measure.messageType(TYPES));
    return new Landing(TABLE, CONTRACT, mapping, reading)
        .measuring(messages -> measure.prepared(messages).withColumn(TYPE.name(), type))
        .deriving(MESSAGE_TYPE, TYPE.col())
        .deriving(TEXT_LENGTH, measure.length())
        .deriving(IS_MEANINGFUL, measure.isMeaningful(TYPE.col()))
        .deriving(IS_SHARE, measure.isShare(TYPE.col()))
        .deriving(IS_QUESTION, measure.isQuestion(TYPE.col()))
        .deriving(IS_OPERATOR, isOperator)
        .deriving(IS_BOT, isBot);
  }

  private LandedChatMessages() {}
}
