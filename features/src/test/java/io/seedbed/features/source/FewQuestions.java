package io.seedbed.features.source;

import java.util.List;

/** Rules of a few words of each kind. */
final class FewQuestions {

  static final QuestionRules RULES = rules(List.of("[^，。！]*！"), 4);

  static QuestionRules rules(List<String> passedOver, int clauseLength) {
    return new QuestionRules(
        List.of("`[^`]*`"),
        passedOver,
        List.of("吗", "有没有"),
        List.of("(?<!什)么"),
        List.of("呢"),
        List.of("怎么", "多少"),
        clauseLength,
        List.of("how", "where"),
        List.of("which"),
        List.of("is", "can"),
        List.of("do"),
        List.of("i", "there", "the"),
        List.of("why not"),
        List.of("any ideas"),
        List.of("isn't it"));
  }

  private FewQuestions() {}
}
