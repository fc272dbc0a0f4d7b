package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** One row per cohort and step of the strict funnel. */
public final class FunnelSteps {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field DAY = Field.date("day", "First day of the cohort period", "队列期首日");
  public static final Field GRAIN =
      Field.text("grain", "Length of the cohort period", "粒度").oneOf("day", "week", "month");
  public static final Field STEP = Field.count("step", "", "Step, from 1", "步骤序号");
  public static final Field STEP_NAME = Field.text("step_name", "Event of the step", "步骤事件");
  public static final Field USERS =
      Field.count(
              "users",
              "users",
              "Users whose chain reaches the step; null where none does and some still can",
              "到达人数")
          .orNull();
  public static final Field PREVIOUS_USERS =
      Field.count(
              "previous_users",
              "users",
              "Users who reached the step before; null for the first step",
              "上一步人数")
          .orNull();
  public static final Field DROPPED =
      Field.count(
              "dropped",
              "users",
              "Users lost since the step before; null for the first step and while some can still come",
              "流失人数")
          .orNull();
  public static final Field CONVERSION =
      Field.real("conversion", "ratio", "users / previous_users; null where undefined", "步骤转化率")
          .orNull();
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
      Field.flag(
          "is_complete",
          "Whether the period is over and every member has had the whole window",
          "是否完整");

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
              CONVERSION,
              MEDIAN_SECONDS,
              P90_SECONDS,
              IS_COMPLETE)
          .keyedBy(RUN_DATE, DAY, GRAIN, STEP)
          .partitionedBy(RUN_DATE);

  private static final Field HAS_WINDOW =
      Field.flag("has_window", "Whether every member has had the whole window", "窗口是否完整");
  private static final int MEDIAN = 50;
  private static final int P90 = 90;

  /**
   * Cohorts by the business day of the first step. A user who takes the first step in two periods
   * is a member of both; a user whose window is still open makes the cohort incomplete.
   *
   * <p>A period is final when it is over and so is the window of its last day. With a base, final
   * periods are the base's; of the inputs only the days from the first of the others on are read,
   * which are the days since the base, a window and at most the rest of a period.
   */
  public static Dataset<Row> from(
      FunnelInputs inputs, FunnelRules rules, RunDate runDate, Optional<Base> base) {
    Optional<OpenPeriods> open =
        base.map(earlier -> OpenPeriods.since(runDate.on(earlier.day()), rules));
    Column isRead =
        open.map(periods -> FunnelInputs.EVENT_DAY.col().geq(periods.firstDay())).orElse(lit(true));
    Column isCounted =
        open.map(periods -> periods.include(Grain.NAME.col(), Grain.FIRST_DAY.col()))
            .orElse(lit(true));
    Dataset<Row> chains = FunnelChains.from(events(inputs, rules, runDate, isRead), rules);
    Dataset<Row> counted = counted(chains.where(isCounted), rules, runDate);
    return open.map(periods -> counted.unionByName(carried(base.get(), periods, runDate)))
        .orElse(counted);
  }

  private static Dataset<Row> carried(Base base, OpenPeriods open, RunDate runDate) {
    return base.rows()
        .where(not(open.include(GRAIN.col(), DAY.col())))
        .withColumn(RUN_DATE.name(), runDate.asColumn());
  }

  private static Dataset<Row> events(
      FunnelInputs inputs, FunnelRules rules, RunDate runDate, Column isRead) {
    Dataset<Row> events = inputs.events(rules.steps(), runDate).where(isRead);
    FunnelEvent first = rules.steps().get(0);
    return first.isSaid()
        ? events
        : FunnelChains.withinReach(
            events, inputs.events(List.of(first), runDate).where(isRead), rules);
  }

  private static Dataset<Row> counted(Dataset<Row> chains, FunnelRules rules, RunDate runDate) {
    int steps = rules.steps().size();
    return chains
        .groupBy(Grain.FIRST_DAY.col(), Grain.LAST_DAY.col(), Grain.NAME.col())
        .agg(
            HAS_WINDOW.is(min(isWindowOver(rules, runDate))),
            IntStream.range(0, steps)
                .boxed()
                .flatMap(step -> Stream.of(reached(step), secondsOf(step)))
                .toArray(Column[]::new))
        .withColumn(IS_COMPLETE.name(), HAS_WINDOW.col().and(Grain.isOver(runDate)))
        .select(
            DAY.col(),
            GRAIN.col(),
            IS_COMPLETE.col(),
            inline(
                array(
                    IntStream.range(0, steps)
                        .mapToObj(step -> figures(step, rules))
                        .toArray(Column[]::new))))
        .withColumn(RUN_DATE.name(), runDate.asColumn())
        .select(TABLE.columns());
  }

  private static Column isWindowOver(FunnelRules rules, RunDate runDate) {
    return FunnelChains.windowEnd(FunnelChains.LAST_START.col(), rules)
        .lt(unix_micros(lit(runDate.asOf())));
  }

  private static Column reached(int step) {
    return usersAt(step).is(count_if(size(FunnelChains.CHAIN.col()).gt(step)));
  }

  private static Column secondsOf(int step) {
    Column micros = timeOf(step).minus(timeOf(step - 1));
    return secondsAt(step)
        .is(sort_array(collect_list(floor(micros.divide(FunnelChains.MICROS_PER_SECOND)))));
  }

  private static Column timeOf(int step) {
    return step < 0 ? lit(null) : get(FunnelChains.CHAIN.col(), lit(step));
  }

  private static Column figures(int step, FunnelRules rules) {
    Column users = known(usersAt(step).col());
    Column before = step == 0 ? lit(null) : known(usersAt(step - 1).col());
    return struct(
        STEP.is(lit(step + 1)),
        STEP_NAME.is(lit(rules.steps().get(step).label())),
        USERS.is(users),
        PREVIOUS_USERS.is(before),
        DROPPED.is(when(IS_COMPLETE.col(), before.cast(USERS.type()).minus(users))),
        CONVERSION.is(when(before.gt(0), users.divide(before))),
        MEDIAN_SECONDS.is(nearestRank(secondsAt(step).col(), MEDIAN)),
        P90_SECONDS.is(nearestRank(secondsAt(step).col(), P90)));
  }

  /** A count of none says nothing while a member's chain can still grow. */
  private static Column known(Column users) {
    return when(IS_COMPLETE.col().or(users.gt(0)), users);
  }

  /** The least value that at least a percentage of the values do not exceed. */
  private static Column nearestRank(Column ascending, int percent) {
    Column rank = ceil(size(ascending).multiply(percent).divide(100)).cast(DataTypes.IntegerType);
    return get(ascending, rank.minus(1));
  }

  private static Field usersAt(int step) {
    return Field.count(USERS.name() + step, "users", USERS.english(), USERS.chinese());
  }

  private static Field secondsAt(int step) {
    return Field.of(
        "seconds" + step,
        DataTypes.createArrayType(DataTypes.LongType),
        "Times from the step before, ascending",
        "升序转化时间");
  }

  private FunnelSteps() {}
}
