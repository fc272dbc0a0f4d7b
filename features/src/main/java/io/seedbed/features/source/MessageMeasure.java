package io.seedbed.features.source;

import static org.apache.spark.sql.functions.char_length;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract_all;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is kept of a message: how long it is, whether it means something, whether it shares. The
 * text itself goes no further than this class. All measures but {@link #prepared} are of prepared
 * messages.
 *
 * @param text the message as sent; null where it is no text
 * @param type the type the source gives it; null for none
 * @param isHuman whether a member wrote it, rather than a bot, an operator or the system
 */
record MessageMeasure(Column text, Column type, Column isHuman, MessageRules rules) {

  private static final String URL =
      "(?i)\\b(?:https?://|www\\.)([a-z0-9.-]+)(?:[:/?#][^\\s<>\"'，。；！？、）】]*)?";

  /** A mention runs to the next blank; WeChat ends it with U+2005. */
  private static final String MENTION = "@[^\\s@\\u2005]+\\u2005?";

  /** Pictographs with their modifiers, and the names chat exports write for them: [捂脸]. */
  private static final String EMOJI =
      "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{2300}-\\x{23FF}"
          + "\\x{FE0F}\\x{200D}\\x{20E3}\\x{E0020}-\\x{E007F}]|\\[\\p{IsHan}{1,4}\\]";

  private static final String CLOSING_PUNCTUATION = "[\\s.,!?~…。，！？～]+$";

  private static final Field WORDS =
      Field.text("_seedbed_words", "The text without mentions, emoji and URLs", "净文本").orNull();
  private static final Field SAID =
      Field.text("_seedbed_said", "What of it could ask something, in lower case", "").orNull();
  private static final Field HAS_LINK =
      Field.flag("_seedbed_has_link", "Whether there is a URL in the text", "是否含链接");

  /** The messages with what takes long to find in their texts, so that it is looked for once. */
  Dataset<Row> prepared(Dataset<Row> messages) {
    Column hasLink = coalesce(mayHaveLink().and(text.rlike(URL)), lit(false));
    return messages
        .withColumns(Map.of(WORDS.name(), words(), HAS_LINK.name(), hasLink))
        .withColumn(SAID.name(), rules.questions().said(lower(WORDS.col())));
  }

  /** The type given, or what the text shows: a bare link is a link, the rest is text. */
  Column messageType(List<String> known) {
    Column given = lower(type);
    Column isBareLink = HAS_LINK.col().and(length().lt(rules.minCodePoints()));
    return when(
            given.isNull().or(given.equalTo("text")), when(isBareLink, "link").otherwise("text"))
        .when(given.isin(known.toArray()), given)
        .otherwise("other");
  }

  /** Code points after mentions, emoji and URLs are taken off. */
  Column length() {
    return coalesce(char_length(WORDS.col()), lit(0));
  }

  /** Whether the message of the given type counts as activity. */
  Column isMeaningful(Column messageType) {
    Column word = regexp_replace(lower(WORDS.col()), CLOSING_PUNCTUATION, "");
    Column saysSomething =
        messageType
            .equalTo("text")
            .and(length().geq(rules.minCodePoints()))
            .and(
                coalesce(word.isin(rules.acknowledgements().toArray()), lit(true))
                    .equalTo(lit(false)));
    return isHuman.and(messageType.isin(rules.meaningfulTypes().toArray()).or(saysSomething));
  }

  /** Whether the message of the given type shares the shop. */
  Column isShare(Column messageType) {
    return isHuman.and(
        messageType
            .isin(rules.shareTypes().toArray())
            .or(messageType.isin("text", "link").and(linksToShop())));
  }

  /**
   * Whether the message of the given type asks for information; null where it is a text that is not
   * known. Other types cannot be read and do not ask.
   */
  Column isQuestion(Column messageType) {
    Column asks = coalesce(rules.questions().asks(SAID.col()), lit(false));
    return when(isHuman.and(messageType.equalTo("text")), when(text.isNotNull(), asks))
        .otherwise(false);
  }

  /** Every URL has one of these; most texts have neither. */
  private Column mayHaveLink() {
    return text.contains("://").or(text.contains("."));
  }

  private Column linksToShop() {
    if (rules.shareDomains().isEmpty()) {
      return lit(false);
    }
    if (rules.shareDomains().contains("*")) {
      return HAS_LINK.col();
    }
    Column hosts = concat_ws("\n", regexp_extract_all(lower(text), lit(URL), lit(1)));
    return HAS_LINK.col().and(coalesce(hosts.rlike(ofShop()), lit(false)));
  }

  /** Finds a host of the shop, or a subdomain, among hosts one a line. */
  private String ofShop() {
    return rules.shareDomains().stream()
        .map(domain -> Pattern.quote(domain))
        .collect(Collectors.joining("|", "(?m)(?:^|\\.)(?:", ")$"));
  }

  private Column words() {
    Column plain = when(mayHaveLink(), regexp_replace(text, URL, " ")).otherwise(text);
    Column unaddressed =
        when(text.contains("@"), regexp_replace(plain, MENTION, " ")).otherwise(plain);
    Column words = regexp_replace(unaddressed, EMOJI, "");
    return Texts.trimmed(regexp_replace(words, "\\s+", " "));
  }
}
