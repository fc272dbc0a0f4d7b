package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.coalesce;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per known user and run date: the class, how sure it is, and what it rests on. */
public final class UserSegments {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field SEGMENT =
      Field.text("segment", "Customer class", "用户细分")
          .oneOf("prospect", "problem", "repeat", "non_repeat", "unknown");
  public static final Field REPEAT_TYPE =
      Field.text("repeat_type", "Kind of repeat user; null unless segment is repeat", "复购类型")
          .oneOf("distributor", "spreader", "fan", "unknown")
          .orNull();
  public static final Field IS_PROBLEM =
      Field.flag(
          "is_problem", "Held to be a problem user: the problem rule, with hysteresis", "是否问题用户");
  public static final Field IS_REPEAT =
      Field.flag("is_repeat", "At least two purchase days", "是否复购");
  public static final Field IS_DISTRIBUTOR =
      Field.flag(
          "is_distributor",
          "Held to be a distributor: the distributor rule, with hysteresis",
          "是否分销");
  public static final Field IS_SPREADER =
      Field.flag(
          "is_spreader", "Held to be a spreader: the spreader rule, with hysteresis", "是否传播");
  public static final Field IS_NOT_YET_DUE =
      Field.flag("is_not_yet_due", "One purchase day, and the median gap has not passed", "未到复购期");
  public static final Field IS_VOIDED_BUYER =
      Field.flag("is_voided_buyer", "Paid once, nothing kept", "付款后全部作废");
  public static final Field P_PROBLEM =
      Field.real(
          "p_problem",
          "probability",
          "P(bad-order rate above threshold); 0 where a gate fails or the shop has cleared the user, 1"
              + " if severe or confirmed",
          "问题概率");
  public static final Field P_SPREADER =
      Field.real(
              "p_spreader",
              "probability",
              "P(share rate above threshold); null where sharing cannot be seen",
              "传播概率，不可观测为空")
          .orNull();
  public static final Field P_DISTRIBUTOR =
      Field.real(
              "p_distributor", "probability", "1 or 0; null where invites cannot be seen", "分销概率")
          .orNull();
  public static final Field SMOOTHED_PROBLEM =
      Field.real("smoothed_problem", "probability", "p_problem, smoothed over nights", "平滑问题概率");
  public static final Field SMOOTHED_SPREADER =
      Field.real("smoothed_spreader", "probability", "p_spreader, smoothed over nights", "平滑传播概率")
          .orNull();
  public static final Field SMOOTHED_DISTRIBUTOR =
      Field.real(
              "smoothed_distributor",
              "probability",
              "p_distributor, smoothed over nights",
              "平滑分销概率")
          .orNull();
  public static final Field PROBLEM_SINCE =
      Field.date("problem_since", "First night of is_problem as it is", "问题标记起始日");
  public static final Field SPREADER_SINCE =
      Field.date("spreader_since", "First night of is_spreader as it is", "传播标记起始日");
  public static final Field DISTRIBUTOR_SINCE =
      Field.date("distributor_since", "First night of is_distributor as it is", "分销标记起始日");
  public static final Field LABEL_SINCE =
      Field.date("label_since", "First night of the leaf class as it is", "当前标签起始日");
  public static final Field LABEL_BEFORE =
      Field.text("label_before", "Leaf class before; null for none", "此前标签").orNull();
  public static final Field LABEL_CAUSE =
      Field.text("label_cause", "What changed the leaf class on label_since", "变迁原因")
          .oneOf(LabelCause.ALL);
  public static final Field RULE_SET =
      Field.text("rule_set", "Name of the rules behind the label", "规则集");
  public static final Field PROBABILITY =
      Field.real("probability", "probability", "Of the label given", "标签概率").orNull();
  public static final Field RUNNER_UP =
      Field.text("runner_up", "Next most likely leaf class", "次选标签").orNull();
  public static final Field REASONS =
      Field.of(
          "reasons",
          Reason.LIST,
          "Top three reasons: rule, value, threshold, signed margin; an appeal comes first",
          "前三条理由");
  public static final Field FLIP_TO =
      Field.text("flip_to", "Leaf class of the nearest flip", "最近翻转标签").orNull();
  public static final Field FLIP_RULE =
      Field.text("flip_rule", "Measure that must change for the nearest flip", "翻转所需指标").orNull();
  public static final Field FLIP_BY =
      Field.real("flip_by", "", "By how much it must change", "翻转所需变化量").orNull();
  public static final Field FLIP_NIGHTS =
      Field.count(
              "flip_nights",
              "nights",
              "Nights the change must last until the label follows",
              "翻转所需夜数")
          .orNull();
  public static final Field FIT_VERSION =
      Field.text("fit_version", "Version of the fits behind the label", "拟合版本");

  public static final Table TABLE =
      Table.named("user_segments", "One row per known user and run date", "每行一名用户在一个运行日的分类")
          .with(
              USER_ID,
              RUN_DATE,
              SEGMENT,
              REPEAT_TYPE,
              IS_PROBLEM,
              IS_REPEAT,
              IS_DISTRIBUTOR,
              IS_SPREADER,
              IS_NOT_YET_DUE,
              IS_VOIDED_BUYER,
              P_PROBLEM,
              P_SPREADER,
              P_DISTRIBUTOR,
              SMOOTHED_PROBLEM,
              SMOOTHED_SPREADER,
              SMOOTHED_DISTRIBUTOR,
              PROBLEM_SINCE,
              SPREADER_SINCE,
              DISTRIBUTOR_SINCE,
              LABEL_SINCE,
              LABEL_BEFORE,
              LABEL_CAUSE,
              PROBABILITY,
              RUNNER_UP,
              REASONS,
              FLIP_TO,
              FLIP_RULE,
              FLIP_BY,
              FLIP_NIGHTS,
              FIT_VERSION,
              RULE_SET)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  /**
   * Classifies every user: what is seen by the run date decides how likely each class is, and with
   * what was published the night before, whether a flag changes tonight.
   *
   * @param userFeatures rows of {@link UserFeatures}
   * @param inviters rows of {@link Inviters}; empty where no input shows who invited whom, so that
   *     nobody is judged by it
   * @param yesterday the published rows of this table for the day before; empty where everybody is
   *     judged as on a first night
   */
  public static Dataset<Row> from(
      Dataset<Row> userFeatures,
      Optional<Dataset<Row>> inviters,
      SegmentFits fits,
      SegmentationRules rules,
      RunDate runDate,
      Optional<Dataset<Row>> yesterday) {
    Classification classification = new Classification(fits, rules, runDate);
    Dataset<Row> observed =
        Yesterday.beside(Classification.withInvitees(userFeatures, inviters), yesterday);
    Dataset<Row> judged = classification.judged(observed);
    Dataset<Row> labelled = classification.labelled(classification.held(judged));
    return new Evidence(classification).explained(labelled).select(TABLE.columns());
  }

  /** The leaf class of a row: the kind of a repeat user, else the segment. */
  public static Column leaf() {
    return coalesce(REPEAT_TYPE.col(), SEGMENT.col());
  }

  private UserSegments() {}
}
