package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.growth.RetentionMasks.Activity;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
              "n_day: on d0+from; bracket: in [d0+from, d0+to]; unbounded: on or after d0+from; "
                  + "month_offset: in the from-th calendar month after d0's",
              "留存类型")
          .oneOf("n_day", "bracket", "unbounded", "month_offset");
  public static final Field WINDOW_FROM =
      Field.count(
          "window_from", "days", "Start of the window after d0; months for month_offset", "窗口起点");
  public static final Field WINDOW_TO =
      Field.count(
              "window_to",
              "days",
              "End of the window, included; months for month_offset; null for unbounded",
              "窗口终点（含）")
          .orNull();
  public static final Field MEMBERS =
      Field.count("members", "users", "Members with complete follow-up", "完整观测人数");
  public static final Field RETAINED =
      Field.count(
              "retained", "users", "Of these, the active ones; null without such members", "留存人数")
          .orNull();
  public static final Field COHORT_SIZE =
      Field.count("cohort_size", "users", "All members of the cohort", "队列人数");
  public static final Field IS_COMPLETE =
      Field.flag(
          "is_complete",
          "Whether the period is over and every member has complete follow-up",
          "是否完整");
  public static final Field IS_OPEN_ENDED =
      Field.flag("is_open_ended", "Whether the figure can still rise", "是否会上升");
  public static final Field IS_LEFT_TRUNCATED =
      Field.flag(
          "is_left_truncated",
          "Whether a member came within 30 d of an input's first day",
          "是否左截断");

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
              WINDOW_FROM,
              WINDOW_TO,
              MEMBERS,
              RETAINED,
              COHORT_SIZE,
              IS_COMPLETE,
              IS_OPEN_ENDED,
              IS_LEFT_TRUNCATED)
          .keyedBy(RUN_DATE, DAY, GRAIN, ACTIVITY, KIND, WINDOW_FROM)
          .partitionedBy(RUN_DATE);

  private static final Field IS_SHOWN =
      Field.flag("is_shown", "Whether the window says something at the grain", "是否适用该粒度");

  /** What the cohorts show of one activity and window. */
  private record Figure(Activity activity, RetentionWindow window) {
    String sum() {
      return AarrrMeasures.retention(activity, window);
    }
  }

  /**
   * Cohorts by d0. The members are aggregated once, to one row per d0 with a sum per activity and
   * window; periods and measures are unfolded from these few rows.
   *
   * @param memberActivity rows of member_activity of the run date
   */
  public static Dataset<Row> from(
      Dataset<Row> memberActivity, GrowthRules growth, RunDate runDate) {
    RetentionRules rules = growth.retention();
    List<Figure> figures = figures(rules);
    return days(memberActivity, figures, growth.masks())
        .select(col("*"), Grain.periodsOf(rules.grains(), MemberActivity.ACQUIRED_DAY.col()))
        .select(col("*"), inline(unfolded(figures, runDate)))
        .where(IS_SHOWN.col())
        .groupBy(
            Grain.FIRST_DAY.col(),
            Grain.LAST_DAY.col(),
            Grain.NAME.col(),
            ACTIVITY.col(),
            KIND.col(),
            WINDOW_FROM.col(),
            WINDOW_TO.col(),
            IS_OPEN_ENDED.col())
        .agg(
            MEMBERS.is(sum(MEMBERS.col())),
            RETAINED.is(sum(RETAINED.col())),
            COHORT_SIZE.is(sum(COHORT_SIZE.col())),
            IS_LEFT_TRUNCATED.is(max(IS_LEFT_TRUNCATED.col())))
        .select(
            RUN_DATE.is(runDate.asColumn()),
            DAY.col(),
            GRAIN.col(),
            ACTIVITY.col(),
            KIND.col(),
            WINDOW_FROM.col(),
            WINDOW_TO.col(),
            MEMBERS.col(),
            RETAINED.col(),
            COHORT_SIZE.col(),
            IS_COMPLETE.is(Grain.isOver(runDate).and(MEMBERS.col().equalTo(COHORT_SIZE.col()))),
            IS_OPEN_ENDED.col(),
            IS_LEFT_TRUNCATED.col());
  }

  /** One row per d0: its members, and for every figure how many of them are retained. */
  private static Dataset<Row> days(
      Dataset<Row> memberActivity, List<Figure> figures, RetentionMasks masks) {
    Stream<Column> retained =
        figures.stream()
            .map(
                figure -> sum(masks.retained(figure.activity(), figure.window())).as(figure.sum()));
    return memberActivity
        .groupBy(MemberActivity.ACQUIRED_DAY.col())
        .agg(
            COHORT_SIZE.is(count(lit(1))),
            Stream.concat(
                    Stream.of(IS_LEFT_TRUNCATED.is(max(MemberActivity.IS_LEFT_TRUNCATED.col()))),
                    retained)
                .toArray(Column[]::new));
  }

  private static List<Figure> figures(RetentionRules rules) {
    return Stream.of(Activity.values())
        .flatMap(
            activity -> rules.allWindows().stream().map(window -> new Figure(activity, window)))
        .toList();
  }

  private static Column unfolded(List<Figure> figures, RunDate runDate) {
    return array(figures.stream().map(figure -> unfolded(figure, runDate)).toArray(Column[]::new));
  }

  private static Column unfolded(Figure figure, RunDate runDate) {
    RetentionWindow window = figure.window();
    Column isOver = window.isOver(MemberActivity.ACQUIRED_DAY.col(), runDate);
    return struct(
        ACTIVITY.is(lit(figure.activity().label())),
        KIND.is(lit(window.kind().label())),
        WINDOW_FROM.is(lit(window.from())),
        WINDOW_TO.is(window.end()),
        IS_OPEN_ENDED.is(lit(window.isOpenEnded())),
        IS_SHOWN.is(window.isFor(Grain.NAME.col())),
        MEMBERS.is(when(isOver, COHORT_SIZE.col()).otherwise(0)),
        RETAINED.is(when(isOver, col(figure.sum()))));
  }

  private RetentionCohorts() {}
}
