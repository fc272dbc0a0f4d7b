package io.seedbed.notebooks.explain;

import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.Language;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What a label is called, as "a …" in English. */
record Label(String english, String chinese) {

  private static final Map<String, Label> BY_CODE =
      Map.of(
          "prospect", new Label("a prospect", "潜客"),
          "problem", new Label("a problem user", "问题用户"),
          "repeat", new Label("a repeat customer", "复购用户"),
          "non_repeat", new Label("a customer who has not bought again", "未复购用户"),
          "distributor", new Label("a distributor", "分销用户"),
          "spreader", new Label("a spreader", "传播用户"),
          "fan", new Label("a fan", "粉丝用户"));

  private static final Label UNDECIDED = new Label("not decided yet", "暂不能判定");
  private static final Label KIND_UNDECIDED =
      new Label("of a kind that cannot be told yet", "类型暂不能判定");

  static Label of(String code) {
    return BY_CODE.getOrDefault(code, UNDECIDED);
  }

  /** The class of a row of {@link UserSegments} and, of a repeat user, the kind. */
  static Label of(Row segment) {
    Label shown = of(segment.<String>getAs(UserSegments.SEGMENT.name()));
    String repeatType = segment.getAs(UserSegments.REPEAT_TYPE.name());
    if (repeatType == null) {
      return shown;
    }
    Label kind = BY_CODE.getOrDefault(repeatType, KIND_UNDECIDED);
    return new Label(
        shown.english() + ", " + kind.english(), shown.chinese() + "·" + kind.chinese());
  }

  String in(Language language) {
    return language.choose(english, chinese);
  }
}
