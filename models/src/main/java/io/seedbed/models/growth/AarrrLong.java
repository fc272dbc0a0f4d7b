package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
      Field.count(
              "numerator",
              "",
              "Users, invites or minor units counted, of members with the time it needs; null without any",
              "分子")
          .orNull();
  public static final Field DENOMINATOR =
      Field.count("denominator", "", "What they are counted out of; null for a plain count", "分母")
          .orNull();
  public static final Field IS_COMPLETE =
      Field.flag(
          "is_complete",
          "Whether the period is over and every member has had the time the measure needs",
          "是否完整");
  public static final Field IS_OPEN_ENDED =
      Field.flag("is_open_ended", "Whether the figure can still change once complete", "是否会变化");
  public static final Field IS_LEFT_TRUNCATED =
      Field.flag(
          "is_left_truncated",
          "Whether a member came within 30 d of an input's first day",
          "是否左截断");

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
              IS_OPEN_ENDED,
              IS_LEFT_TRUNCATED)
          .keyedBy(RUN_DATE, DAY, GRAIN, DIMENSION, VALUE, STAGE, MEASURE)
          .partitionedBy(RUN_DATE);

  private static final String DIMENSIONS = "dimensions";

  /**
   * Every grain, dimension and measure. Members get their quantities once, are added up by d0 and
   * dimension value, and these few cells are rolled up to periods and unfolded into measures.
   */
  public static Dataset<Row> from(AarrrInputs inputs, GrowthRules growth, RunDate runDate) {
    AarrrRules rules = growth.aarrr();
    Map<String, Column> quantities = AarrrQuantities.of(growth, runDate);
    Column[] sums =
        Stream.concat(
                quantities.keySet().stream().map(name -> sum(col(name)).as(name)),
                Stream.of(IS_LEFT_TRUNCATED.is(max(IS_LEFT_TRUNCATED.col()))))
            .toArray(Column[]::new);
    Dataset<Row> days =
        quantified(CohortMembers.from(inputs, rules, runDate), quantities)
            .groupBy(CohortMembers.ACQUIRED_DAY.col(), DIMENSION.col(), VALUE.col())
            .agg(sums[0], tail(sums));
    Dataset<Row> periods =
        days.select(
                col("*"),
                Grain.periodsOf(List.of(Grain.values()), CohortMembers.ACQUIRED_DAY.col()))
            .groupBy(
                Grain.FIRST_DAY.col(),
                Grain.LAST_DAY.col(),
                Grain.NAME.col(),
                DIMENSION.col(),
                VALUE.col())
            .agg(sums[0], tail(sums));
    return unfolded(periods, AarrrMeasures.of(rules), runDate);
  }

  /**
   * One row per member and dimension. The quantities are computed below the unfolding: in one
   * projection with it, Spark 4.1 can prune columns that they still need.
   */
  private static Dataset<Row> quantified(Dataset<Row> members, Map<String, Column> quantities) {
    List<Column> kept =
        List.of(CohortMembers.ACQUIRED_DAY.col(), CohortMembers.IS_LEFT_TRUNCATED.col());
    Stream<Column> computed =
        quantities.entrySet().stream().map(quantity -> quantity.getValue().as(quantity.getKey()));
    Stream<Column> names = quantities.keySet().stream().map(name -> col(name));
    Column[] dimensions =
        Stream.of(CohortMembers.Dimension.values())
            .map(
                dimension ->
                    struct(DIMENSION.is(lit(dimension.label())), VALUE.is(dimension.field().col())))
            .toArray(Column[]::new);
    Column unfolded = array(dimensions).as(DIMENSIONS);
    return members
        .select(columns(kept, computed, unfolded))
        .select(columns(kept, names, inline(col(DIMENSIONS))));
  }

  private static Column[] columns(List<Column> kept, Stream<Column> rest, Column last) {
    return Stream.of(kept.stream(), rest, Stream.of(last))
        .flatMap(each -> each)
        .toArray(Column[]::new);
  }

  private static Dataset<Row> unfolded(
      Dataset<Row> periods, List<AarrrMeasure> measures, RunDate runDate) {
    Column[] figures =
        measures.stream().map(measure -> figure(measure, runDate)).toArray(Column[]::new);
    return periods
        .select(
            DAY.col(),
            GRAIN.col(),
            DIMENSION.col(),
            VALUE.col(),
            IS_LEFT_TRUNCATED.col(),
            inline(array(figures)))
        .withColumn(RUN_DATE.name(), runDate.asColumn())
        .select(TABLE.columns());
  }

  private static Column figure(AarrrMeasure measure, RunDate runDate) {
    Column hasTime =
        measure.due().equals(measure.everyone())
            ? lit(true)
            : col(measure.due()).equalTo(col(measure.everyone()));
    return struct(
        STAGE.is(lit(measure.stage())),
        MEASURE.is(lit(measure.name())),
        NUMERATOR.is(col(measure.numerator())),
        DENOMINATOR.is(measure.denominator().map(name -> col(name)).orElse(lit(null))),
        IS_COMPLETE.is(Grain.isOver(runDate).and(hasTime)),
        IS_OPEN_ENDED.is(lit(measure.isOpenEnded())));
  }

  private static Column[] tail(Column[] columns) {
    return Arrays.copyOfRange(columns, 1, columns.length);
  }

  private AarrrLong() {}
}
