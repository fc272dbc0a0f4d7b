package io.seedbed.models.seeds;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per seed candidate, per latent candidate and per candidate a gate keeps off, at a run
 * date.
 *
 * <p>Candidates are spreaders and distributors; problem users and those suspected of fraud who
 * would be candidates otherwise are listed with the gate that keeps them off, fans on the latent
 * list, both without rank and score. Percentiles, medians and ranks are taken among the candidates
 * who pass.
 *
 * <ul>
 *   <li>maturity: geometric mean of the percentiles of capped tenure and of purchase days; a part
 *       more, such as the chance that the customer is still alive, is one more entry in {@link
 *       SeedMeasures#maturityParts}
 *   <li>soundness: (1 − P(problem)) (1 − P(fraud)), where a severe event of fraud is certain
 *   <li>weight: reach times net spend of all time, in minor units; left out for all where no
 *       candidate reaches anybody, since groups are not observed then
 *   <li>germination: lower bound of the rate at which matured invitees qualify
 *   <li>purity: lower bound of the rate at which buying invitees buy in the leading category;
 *       adverts, which the violations tell of, take nothing off it yet
 * </ul>
 *
 * The score is 100·Π s^w over the criteria s the user has, their weights w scaled to add to 1. The
 * contributions w (ln s − ln median) add to ln(score/100) − Σ w·ln median.
 */
public final class SeedScores {

  /** The list of those to ask. */
  public static final String SEEDS = "seed";

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field LIST =
      Field.text("list", "seed: candidates; latent: fans who might become one", "名单")
          .oneOf(SEEDS, "latent");
  public static final Field GATE =
      Field.text("gate", "passed, or what keeps the user off the list", "准入")
          .oneOf("passed", "problem", "suspected_fraud");
  public static final Field RANK =
      Field.count("rank", "", "1 is best; null where not scored", "排名").orNull();
  public static final Field SCORE =
      Field.real("score", "0 to 100", "100 times the weighted geometric mean of the criteria", "得分")
          .orNull();
  public static final Field IS_DEGRADED =
      Field.flag("is_degraded", "A criterion was left out for want of input", "是否降级");
  public static final Field MISSING =
      Field.text(
              "missing",
              "Criteria left out, comma separated; candidates where too few stand for a ranking",
              "缺失标准；候选人过少时为 candidates")
          .orNull();
  public static final Field MATURITY_RAW =
      Field.real(
              "maturity_raw",
              "",
              "Maturity before ranking: geometric mean of the percentiles of tenure, purchase days and, where a model gives it, P(alive)",
              "成熟度原值：入店天数、购买日数及（有模型时）活跃概率分位的几何平均")
          .orNull();
  public static final Field MATURITY =
      Field.real("maturity", "percentile", "Maturity as mid-rank percentile in [0.05, 1]", "成熟度分位")
          .orNull();
  public static final Field MATURITY_CONTRIBUTION =
      Field.real("maturity_contribution", "log points", "w (ln s - ln median) of maturity", "成熟度贡献")
          .orNull();
  public static final Field SOUNDNESS_RAW =
      Field.real("soundness_raw", "", "Soundness before ranking", "好坏原值").orNull();
  public static final Field SOUNDNESS =
      Field.real("soundness", "percentile", "Soundness as mid-rank percentile in [0.05, 1]", "好坏分位")
          .orNull();
  public static final Field SOUNDNESS_CONTRIBUTION =
      Field.real(
              "soundness_contribution", "log points", "w (ln s - ln median) of soundness", "好坏贡献")
          .orNull();
  public static final Field WEIGHT_RAW =
      Field.real("weight_raw", "", "Weight before ranking", "千粒重原值").orNull();
  public static final Field WEIGHT =
      Field.real("weight", "percentile", "Weight as mid-rank percentile in [0.05, 1]", "千粒重分位")
          .orNull();
  public static final Field WEIGHT_CONTRIBUTION =
      Field.real("weight_contribution", "log points", "w (ln s - ln median) of weight", "千粒重贡献")
          .orNull();
  public static final Field GERMINATION_RAW =
      Field.real("germination_raw", "", "Germination before ranking", "发芽率原值").orNull();
  public static final Field GERMINATION =
      Field.real(
              "germination",
              "percentile",
              "Germination as mid-rank percentile in [0.05, 1]",
              "发芽率分位")
          .orNull();
  public static final Field GERMINATION_CONTRIBUTION =
      Field.real(
              "germination_contribution",
              "log points",
              "w (ln s - ln median) of germination",
              "发芽率贡献")
          .orNull();
  public static final Field PURITY_RAW =
      Field.real("purity_raw", "", "Purity before ranking", "纯净度原值").orNull();
  public static final Field PURITY =
      Field.real("purity", "percentile", "Purity as mid-rank percentile in [0.05, 1]", "纯净度分位")
          .orNull();
  public static final Field PURITY_CONTRIBUTION =
      Field.real("purity_contribution", "log points", "w (ln s - ln median) of purity", "纯净度贡献")
          .orNull();
  public static final Field FIT_VERSION =
      Field.text("fit_version", "Version of the fits behind the score", "拟合版本");

  public static final Table TABLE =
      Table.named("seed_scores", "One row per seed candidate and run date", "每行一名种子候选人在一个运行日的评分")
          .with(
              USER_ID,
              RUN_DATE,
              LIST,
              GATE,
              RANK,
              SCORE,
              IS_DEGRADED,
              MISSING,
              MATURITY_RAW,
              MATURITY,
              MATURITY_CONTRIBUTION,
              SOUNDNESS_RAW,
              SOUNDNESS,
              SOUNDNESS_CONTRIBUTION,
              WEIGHT_RAW,
              WEIGHT,
              WEIGHT_CONTRIBUTION,
              GERMINATION_RAW,
              GERMINATION,
              GERMINATION_CONTRIBUTION,
              PURITY_RAW,
              PURITY,
              PURITY_CONTRIBUTION,
              FIT_VERSION)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private static final Field IS_RANKED =
      Field.flag("is_ranked", "Candidate among enough others", "是否参与排名");
  private static final Field TOTAL_WEIGHT =
      Field.real("total_weight", "", "Weights of the criteria the user has", "有效权重合计");

  /** The pool in which users are compared: those on one list, behind one gate. */
  static final Column[] POOL = {LIST.col(), GATE.col()};

  /** Scores candidates from what is known of them at one run date. */
  public static Dataset<Row> from(
      Dataset<Row> userSegments,
      Dataset<Row> userFeatures,
      Dataset<Row> inviters,
      Dataset<Row> userOutlook,
      SeedPriors priors,
      SeedRules rules) {
    List<Criterion> criteria = Criterion.all(rules);
    Dataset<Row> measured =
        new SeedMeasures(priors, rules).of(userSegments, userFeatures, inviters, userOutlook);
    Dataset<Row> ranked = ranked(measured, criteria, rules);
    return scored(ranked, criteria).select(TABLE.columns());
  }

  /** Whether a row stands on the seed list behind no gate. */
  static Column isCandidate() {
    return LIST.col().equalTo(SEEDS).and(GATE.col().equalTo("passed"));
  }

  private static Dataset<Row> ranked(
      Dataset<Row> measured, List<Criterion> criteria, SeedRules rules) {
    Column candidates = count(lit(1)).over(Window.partitionBy(POOL));
    Map<String, Column> percentiles = new LinkedHashMap<>();
    for (Criterion criterion : criteria) {
      Column percentile = when(IS_RANKED.col(), criterion.ranked(rules.percentileFloor(), POOL));
      percentiles.put(criterion.percentile().name(), percentile);
    }
    return measured
        .withColumn(IS_RANKED.name(), isCandidate().and(candidates.geq(rules.minimumCandidates())))
        .withColumns(percentiles);
  }

  private static Dataset<Row> scored(Dataset<Row> ranked, List<Criterion> criteria) {
    WindowSpec pool = Window.partitionBy(POOL);
    Column totalWeight =
        criteria.stream().map(Criterion::effectiveWeight).reduce(lit(0d), Column::plus);
    Column logScore =
        criteria.stream()
            .map(criterion -> criterion.logPart(TOTAL_WEIGHT.col()))
            .reduce(lit(0d), Column::plus);
    Column position = row_number().over(pool.orderBy(SCORE.col().desc_nulls_last(), USER_ID.col()));
    Map<String, Column> contributions = new LinkedHashMap<>();
    for (Criterion criterion : criteria) {
      contributions.put(criterion.contribution().name(), criterion.lift(TOTAL_WEIGHT.col(), pool));
    }
    return ranked
        .withColumn(TOTAL_WEIGHT.name(), nullif(totalWeight, lit(0d)))
        .withColumns(contributions)
        .withColumn(SCORE.name(), when(IS_RANKED.col(), exp(logScore).multiply(lit(100d))))
        .withColumn(RANK.name(), when(SCORE.col().isNotNull(), position).cast(DataTypes.LongType))
        .withColumn(MISSING.name(), when(isCandidate(), missing(criteria)))
        .withColumn(IS_DEGRADED.name(), MISSING.col().isNotNull());
  }

  private static Column missing(List<Criterion> criteria) {
    Column[] names =
        criteria.stream()
            .map(
                criterion ->
                    when(criterion.percentile().col().isNull(), lit(criterion.percentile().name())))
            .toArray(Column[]::new);
    return when(not(IS_RANKED.col()), lit("candidates"))
        .otherwise(nullif(concat_ws(",", names), lit("")));
  }

  private SeedScores() {}
}
