package io.seedbed.models.growth;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per cohort, kind of activity and retention measure. */
public final class RetentionCohorts {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field DAY = Field.date("day", "First day of the cohort period", "队列期首日");
  public static final Field GRAIN =
      Field.text("grain", "Length of the cohort period", "粒度").oneOf("day", "week", "month");
  public static final Field ACTIVITY =
      Field.text("activity", "What counts as active", "活跃口径").oneOf("chat", "purchase", "either");
  public static final Field KIND =
      Field.text(
              "kind",
              "n_day: on d0+from; bracket: in [d0+from, d0+to]; unbounded: on or after d0+from",
              "留存类型")
          .oneOf("n_day", "bracket", "unbounded");
  public static final Field FROM_DAY =
      Field.count("from_day", "days", "First day of the window after d0", "起始天数");
  public static final Field TO_DAY =
      Field.count("to_day", "days", "Last day of the window; null for unbounded", "结束天数").orNull();
  public static final Field MEMBERS =
      Field.count("members", "users", "Members with complete follow-up", "完整观测人数");
  public static final Field RETAINED =
      Field.count("retained", "users", "Of these, the active ones", "留存人数");
  public static final Field COHORT_SIZE =
      Field.count("cohort_size", "users", "All members of the cohort", "队列人数");
  public static final Field IS_COMPLETE =
      Field.flag("is_complete", "Whether every member has complete follow-up", "是否完整");
  public static final Field IS_OPEN_ENDED =
      Field.flag("is_open_ended", "Whether the figure can still rise", "是否会上升");

  public static final Table TABLE =
      Table.named(
              "retention_cohorts",
              "One row per cohort, activity and retention measure",
              "每行一个队列的一个留存指标")
          .with(
              RUN_DATE,
              DAY,
              GRAIN,
              ACTIVITY,
              KIND,
              FROM_DAY,
              TO_DAY,
              MEMBERS,
              RETAINED,
              COHORT_SIZE,
              IS_COMPLETE,
              IS_OPEN_ENDED)
          .keyedBy(RUN_DATE, DAY, GRAIN, ACTIVITY, KIND, FROM_DAY)
          .partitionedBy(RUN_DATE);

  private RetentionCohorts() {}
}
