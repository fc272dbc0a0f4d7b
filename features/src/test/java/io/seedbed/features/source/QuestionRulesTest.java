package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.session;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionRulesTest {

  private static final MessageRules RULES =
      new MessageRules(List.of(), List.of(), 1, List.of(), List.of(), FewQuestions.RULES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "明天到货？",
        "tomorrow?",
        "椒盐是咸的吗",
        "@小明 有没有货",
        "看见订单了么",
        "那我的呢",
        "多少钱一斤",
        "你好，怎么卖",
        "How is one to do it",
        "tell me where do I click",
        "which is the best",
        "hm, is there a way",
        "why not tea",
        "still broken, any ideas",
        "nice, isn't it"
      })
  void whatAsksIsAQuestion(String text) {
    assertThat(asks("text", text, lit(true))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "好的",
        "`is-empty?` 可以用",
        "有没有搞错！",
        "我也不知道什么",
        "呢子大衣",
        "他们说得很清楚怎么做都可以",
        "the one which is best",
        "it is the one",
        "do the work",
        "showhow is done"
      })
  void whatOnlySoundsLikeItIsNone(String text) {
    assertThat(asks("text", text, lit(true))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"image, 在吗", "sticker,", "system, 在吗"})
  void onlyTextsAsk(String type, String text) {
    assertThat(asks(type, text, lit(true))).isFalse();
  }

  @Test
  void whatNoMemberWroteDoesNotAsk() {
    assertThat(asks("text", "在吗", lit(false))).isFalse();
  }

  @Test
  void whetherATextThatIsNotKnownAsksIsNotKnown() {
    assertThat(asks("text", null, lit(true))).isNull();
  }

  @Test
  void whatIsNoRegularExpressionIsRefusedWithItsKey() {
    assertThatThrownBy(() -> FewQuestions.rules(List.of("吗", "(什么"), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "passed-over holds '(什么', which is no regular expression: Unclosed group. Correct it.");
  }

  @Test
  void anEmptyListAndAClauseOfNoLengthAreRefused() {
    assertThatThrownBy(() -> FewQuestions.rules(List.of(), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "passed-over is empty, so that nothing tells what it stands for."
                + " Give at least one regular expression.");
    assertThatThrownBy(() -> FewQuestions.rules(List.of("a"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clause-length is 0. Give a number of at least 1.");
  }

  private static Boolean asks(String type, String text, Column isHuman) {
    MessageMeasure measure = new MessageMeasure(col("text"), col("type"), isHuman, RULES);
    Dataset<Row> messages =
        session()
            .createDataset(List.of(1), Encoders.INT())
            .select(lit(type).as("type"), lit(text).cast("string").as("text"));
    return (Boolean)
        measure.prepared(messages).select(measure.isQuestion(col("type"))).head().get(0);
  }
}
