package io.seedbed.models.seeds;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per seed candidate, per latent candidate and per candidate a gate keeps off, at a run
 * date.
 */
public final class SeedScores {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field LIST =
      Field.text("list", "seed: candidates; latent: fans who might become one", "名单")
          .oneOf("seed", "latent");
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
      Field.text("missing", "Criteria left out, comma separated", "缺失标准").orNull();
  public static final Field MATURITY_RAW =
      Field.real("maturity_raw", "", "Maturity before ranking", "成熟度原值").orNull();
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

  private SeedScores() {}
}
