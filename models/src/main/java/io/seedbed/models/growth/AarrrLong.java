package io.seedbed.models.growth;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per cohort, dimension value and measure of a stage: the truth behind every AARRR view.
 */
public final class AarrrLong {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field DAY = Field.date("day", "First day of the cohort period", "队列期首日");
  public static final Field GRAIN =
      Field.text("grain", "Length of the cohort period", "粒度").oneOf("day", "week", "month");
  public static final Field DIMENSION =
      Field.text("dimension", "What the cohort is cut by", "维度")
          .oneOf("all", "channel", "campaign", "route", "inviter_class", "group", "segment");
  public static final Field VALUE =
      Field.text("value", "Value of the dimension; '(none)' where it has none", "维度值");
  public static final Field STAGE =
      Field.text("stage", "AARRR stage", "阶段")
          .oneOf("acquisition", "activation", "retention", "revenue", "referral");
  public static final Field MEASURE = Field.text("measure", "Measure of the stage", "指标");
  public static final Field NUMERATOR =
      Field.count("numerator", "", "Users, orders or minor units counted", "分子").orNull();
  public static final Field DENOMINATOR =
      Field.count("denominator", "", "What they are counted out of; null for a plain count", "分母")
          .orNull();
  public static final Field IS_COMPLETE =
      Field.flag("is_complete", "Whether every member has had the time the measure needs", "是否完整");
  public static final Field IS_LEFT_TRUNCATED =
      Field.flag("is_left_truncated", "Cohort lies within 30 d of an input's first day", "是否左截断");

  public static final Table TABLE =
      Table.named(
              "aarrr_long", "One row per cohort, dimension value, stage and measure", "每行一个队列的一个指标")
          .with(
              RUN_DATE,
              DAY,
              GRAIN,
              DIMENSION,
              VALUE,
              STAGE,
              MEASURE,
              NUMERATOR,
              DENOMINATOR,
              IS_COMPLETE,
              IS_LEFT_TRUNCATED)
          .keyedBy(RUN_DATE, DAY, GRAIN, DIMENSION, VALUE, STAGE, MEASURE)
          .partitionedBy(RUN_DATE);

  private AarrrLong() {}
}
