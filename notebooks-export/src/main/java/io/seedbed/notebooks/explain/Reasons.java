package io.seedbed.notebooks.explain;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.segmentation.Reason;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/** The reasons for a label and what would change it, one sentence each. */
record Reasons(Row segment, Optional<Row> features, Amounts amounts, Language language) {

  /** A decision of the shop: what was decided, and the appeal. */
  private static final Pattern APPEAL = Pattern.compile("appeal_([a-z_]+):(.*)", Pattern.DOTALL);

  private static final Map<String, String> SEVERE_CHINESE =
      Map.of("chargeback", "拒付", "fraud", "欺诈", "repeated_violation", "重复违规");

  List<String> sentences() {
    List<Row> reasons = segment.getList(segment.fieldIndex(UserSegments.REASONS.name()));
    List<String> sentences = new ArrayList<>();
    for (Row reason : reasons) {
      sentences.add(sentence(reason));
    }
    return sentences;
  }

  /** "1 more qualified invitee within 180 days would make them …". */
  String nearestFlip() {
    String flipTo = segment.getAs(UserSegments.FLIP_TO.name());
    String rule = segment.getAs(UserSegments.FLIP_RULE.name());
    Double by = segment.getAs(UserSegments.FLIP_BY.name());
    if (flipTo == null || rule == null || by == null) {
      return say("No single step would change the label.", "没有单独一步即可改变该标签。");
    }
    Long nights = segment.getAs(UserSegments.FLIP_NIGHTS.name());
    if (by == 0) {
      return say("If all stays as it is they will be %s after %s.", "若一切不变，将成为%s（%s）。")
          .formatted(label(flipTo), nights(nights));
    }
    Measure measure = Measure.of(rule);
    double size = Math.abs(by);
    String written = measure.written(size, amounts);
    String noun = size == 1 ? measure.one() : measure.many();
    return say(
        "%s %s %s would make them %s%s."
            .formatted(
                written, by < 0 ? fewer(measure) : "more", noun, label(flipTo), after(nights)),
        "%s再%s %s，即成为%s%s。"
            .formatted(
                measure.chinese(), by < 0 ? "减少" : "增加", written, label(flipTo), after(nights)));
  }

  /** A label that follows the same night needs no word on it. */
  private String after(Long nights) {
    return nights == null || nights <= 1
        ? ""
        : say(", if it lasts for %s", "（须持续 %s）").formatted(nights(nights));
  }

  private String nights(long nights) {
    return say(nights == 1 ? "1 night" : nights + " nights", nights + " 夜");
  }

  private String sentence(Row reason) {
    String rule = reason.getAs(Reason.RULE.name());
    Double value = reason.getAs(Reason.VALUE.name());
    Double threshold = reason.getAs(Reason.THRESHOLD.name());
    if (UserFeatures.SEVERE_EVENT.name().equals(rule)) {
      return severe();
    }
    Matcher appeal = APPEAL.matcher(rule);
    if (appeal.matches()) {
      return appeal(appeal.group(1), appeal.group(2));
    }
    Measure measure = Measure.of(rule);
    if (value == null) {
      return say("How many %s is not known.".formatted(measure.many()), measure.chinese() + "未知。");
    }
    String said = measure.say(value, amounts, language);
    if (threshold == null) {
      return said + say(".", "。");
    }
    return said + held(measure, threshold);
  }

  private String held(Measure measure, double threshold) {
    String least = measure.written(threshold, amounts);
    if (measure.label().isEmpty()) {
      return say("; the threshold is %s.", "；阈值 %s。").formatted(least);
    }
    return say("; %s has at least %s.", "；%s至少 %s。").formatted(label(measure.label()), least);
  }

  private String appeal(String ruling, String id) {
    return switch (ruling) {
      case Appeals.CONFIRMED ->
          say(
              "The shop has confirmed that they are a problem user (appeal %s).".formatted(id),
              "商家已确认为问题用户（申诉 %s）。".formatted(id));
      case Appeals.CLEARED ->
          say(
              "The shop has cleared them (appeal %s).".formatted(id),
              "商家已撤销问题标记（申诉 %s）。".formatted(id));
      default ->
          say(
              "The shop has cleared something they were blamed for (appeal %s).".formatted(id),
              "商家已撤销个别依据（申诉 %s）。".formatted(id));
    };
  }

  private String severe() {
    String event =
        features.map(row -> row.<String>getAs(UserFeatures.SEVERE_EVENT.name())).orElse("unknown");
    return say(
        "A severe event in the last 180 days (%s) flags at once."
            .formatted(event.replace('_', ' ')),
        "近 180 日发生严重事件（%s），立即标记。".formatted(SEVERE_CHINESE.getOrDefault(event, event)));
  }

  private static String fewer(Measure measure) {
    return measure.kind() == Measure.Kind.COUNT ? "fewer" : "less";
  }

  private String label(String code) {
    return Label.of(code).in(language);
  }

  private String say(String english, String chinese) {
    return language.choose(english, chinese);
  }
}
