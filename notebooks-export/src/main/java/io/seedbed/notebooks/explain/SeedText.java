package io.seedbed.notebooks.explain;

import io.seedbed.features.table.Field;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.notebooks.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The seed score of a candidate and what it is made of, strongest contribution first. */
record SeedText(Row score, Amounts amounts, Language language) {

  private static final List<Criterion> CRITERIA =
      List.of(
          new Criterion("maturity", "成熟度", SeedScores.MATURITY_CONTRIBUTION),
          new Criterion("soundness", "好坏", SeedScores.SOUNDNESS_CONTRIBUTION),
          new Criterion("weight", "千粒重", SeedScores.WEIGHT_CONTRIBUTION),
          new Criterion("germination", "发芽率", SeedScores.GERMINATION_CONTRIBUTION),
          new Criterion("purity", "纯净度", SeedScores.PURITY_CONTRIBUTION));

  private static final Map<String, String> GATES_ENGLISH =
      Map.of("problem", "a problem user", "suspected_fraud", "suspected of fraud");
  private static final Map<String, String> GATES_CHINESE =
      Map.of("problem", "问题用户", "suspected_fraud", "疑似欺诈");

  private record Criterion(String english, String chinese, Field contribution) {}

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    String gate = score.getAs(SeedScores.GATE.name());
    if (!"passed".equals(gate)) {
      return List.of(
          say("Kept off the seed list: %s.", "不入种子名单：%s。")
              .formatted(
                  language.choose(
                      GATES_ENGLISH.getOrDefault(gate, gate),
                      GATES_CHINESE.getOrDefault(gate, gate))));
    }
    sentences.add(standing());
    List<String> contributions = contributions();
    if (!contributions.isEmpty()) {
      sentences.add(
          say("Against the median candidate, in log points: ", "相对候选人中位数（对数点）：")
              + String.join(say(", ", "，"), contributions)
              + say(".", "。"));
    }
    String missing = score.getAs(SeedScores.MISSING.name());
    if (missing != null && !missing.isEmpty()) {
      sentences.add(
          say("Left out for want of input: %s.", "因缺少数据未计入：%s。").formatted(named(missing)));
    }
    return sentences;
  }

  private String standing() {
    boolean isLatent = "latent".equals(score.getAs(SeedScores.LIST.name()));
    String list =
        isLatent
            ? say("the list of latent candidates", "潜在候选名单")
            : say("the list of seed candidates", "种子候选名单");
    Double points = score.getAs(SeedScores.SCORE.name());
    Long rank = score.getAs(SeedScores.RANK.name());
    if (points == null) {
      return say("On %s, too few to be scored.", "在%s中，人数过少，不评分。").formatted(list);
    }
    String place = rank == null ? "" : say(", rank %s", "，第 %s 名").formatted(rank);
    return say("%s of 100 points on %s%s.", "%s 分（满分 100），%s%s。")
        .formatted(amounts.number(points), list, place);
  }

  private List<String> contributions() {
    return CRITERIA.stream()
        .filter(criterion -> contribution(criterion) != null)
        .sorted(
            Comparator.comparingDouble((Criterion criterion) -> -Math.abs(contribution(criterion))))
        .map(
            criterion ->
                language.choose(criterion.english(), criterion.chinese())
                    + " "
                    + amounts.signed(contribution(criterion)))
        .toList();
  }

  private Double contribution(Criterion criterion) {
    return score.getAs(criterion.contribution().name());
  }

  private String named(String missing) {
    Map<String, String> names =
        CRITERIA.stream()
            .collect(
                Collectors.toMap(
                    Criterion::english,
                    criterion -> language.choose(criterion.english(), criterion.chinese())));
    return List.of(missing.split(",\\s*")).stream()
        .map(name -> names.getOrDefault(name, name))
        .collect(Collectors.joining(say(", ", "、")));
  }

  private String say(String english, String chinese) {
    return language.choose(english, chinese);
  }
}
