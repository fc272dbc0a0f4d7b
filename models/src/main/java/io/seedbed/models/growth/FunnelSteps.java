package io.seedbed.models.growth;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per cohort and step of the strict funnel. */
public final class FunnelSteps {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field DAY = Field.date("day", "First day of the cohort period", "队列期首日");
  public static final Field GRAIN =
      Field.text("grain", "Length of the cohort period", "粒度").oneOf("day", "week", "month");
  public static final Field STEP = Field.count("step", "", "Step, from 1", "步骤序号");
  public static final Field STEP_NAME = Field.text("step_name", "Event of the step", "步骤事件");
  public static final Field USERS =
      Field.count("users", "users", "Users whose chain reaches the step", "到达人数");
  public static final Field PREVIOUS_USERS =
      Field.count(
              "previous_users",
              "users",
              "Users who reached the step before; null for the first",
              "上一步人数")
          .orNull();
  public static final Field DROPPED =
      Field.count("dropped", "users", "Users lost since the step before", "流失人数").orNull();
  public static final Field MEDIAN_SECONDS =
      Field.count(
              "median_seconds",
              "seconds",
              "Median time from the step before, nearest rank",
              "转化时间中位数")
          .orNull();
  public static final Field P90_SECONDS =
      Field.count(
              "p90_seconds", "seconds", "90th percentile of that time, nearest rank", "转化时间90分位")
          .orNull();
  public static final Field IS_COMPLETE =
      Field.flag("is_complete", "Whether every member has had the whole window", "是否完整");

  public static final Table TABLE =
      Table.named(
              "funnel_steps", "One row per cohort and step of the strict funnel", "每行一个队列的一个漏斗步骤")
          .with(
              RUN_DATE,
              DAY,
              GRAIN,
              STEP,
              STEP_NAME,
              USERS,
              PREVIOUS_USERS,
              DROPPED,
              MEDIAN_SECONDS,
              P90_SECONDS,
              IS_COMPLETE)
          .keyedBy(RUN_DATE, DAY, GRAIN, STEP)
          .partitionedBy(RUN_DATE);

  private FunnelSteps() {}
}
