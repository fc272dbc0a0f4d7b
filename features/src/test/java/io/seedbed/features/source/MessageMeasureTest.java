package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.session;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageMeasureTest {

  private static final MessageRules RULES =
      new MessageRules(
          List.of("image", "link", "card"),
          List.of("card", "forwarded"),
          2,
          List.of("1", "ok", "收到"),
          List.of("shop.example"),
          FewQuestions.RULES);

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "null | 下周到货吗 | text | 5 | true | false",
        "text | 好 | text | 1 | false | false",
        "null | 收到！ | text | 3 | false | false",
        "null | OK... | text | 5 | false | false",
        "null | @小明\u2005收到 | text | 2 | false | false",
        "null | 👍👍👍 | text | 0 | false | false",
        "null | 好吃👍🏽[捂脸] | text | 2 | true | false",
        "null | https://shop.example/item?id=1 | link | 0 | true | true",
        "null | 看看 https://m.shop.example/x 不错 | text | 5 | true | true",
        "null | look at http://evilshop.example/x | text | 7 | true | false",
        "null | www.other.example | link | 0 | true | false",
        "image | null | image | 0 | true | false",
        "sticker | null | sticker | 0 | false | false",
        "card | null | card | 0 | true | true",
        "forwarded | null | forwarded | 0 | false | true",
        "hologram | null | other | 0 | false | false",
        "recall | null | recall | 0 | false | false",
        "null | null | text | 0 | false | false"
      })
  void aMessageIsWorthWhatItSays(
      String type,
      String text,
      String becomes,
      long length,
      boolean isMeaningful,
      boolean isShare) {
    assertThat(measured(type, text, lit(true)).mkString(" "))
        .isEqualTo("%s %d %s %s".formatted(becomes, length, isMeaningful, isShare));
  }

  @ParameterizedTest
  @CsvSource({"text,今天特价", "card,", "image,"})
  void whatNoMemberWroteIsNeitherMeaningfulNorShared(String type, String text) {
    Row measured = measured(type, text, lit(false));
    assertThat(measured.getBoolean(2)).isFalse();
    assertThat(measured.getBoolean(3)).isFalse();
  }

  private static Row measured(String type, String text, Column isHuman) {
    MessageMeasure measure = new MessageMeasure(col("text"), col("type"), isHuman, RULES);
    Column becomes =
        measure.messageType(
            List.of("text", "link", "image", "sticker", "card", "forwarded", "recall"));
    Dataset<Row> messages =
        session()
            .createDataset(List.of(1), Encoders.INT())
            .select(
                lit(type).cast("string").as("type"),
                functions.trim(lit(text).cast("string")).as("text"));
    return measure
        .prepared(messages)
        .select(becomes, measure.length(), measure.isMeaningful(becomes), measure.isShare(becomes))
        .head();
  }
}
