package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.get;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per cohort, dimension value and measure of a stage, read off {@link AarrrCells}. */
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

  /**
   * The cells unfolded, each into the measures its run counted. Rests on nothing but the rows
   * given, so that an older run date reads as it was counted, whatever the rules say by now.
   *
   * @param cells rows of {@link AarrrCells}
   * @param counted rows of {@link CountedMeasures}
   */
  public static Dataset<Row> from(Dataset<Row> cells, Dataset<Row> counted) {
    return cells
        .join(broadcast(counted), new String[] {RUN_DATE.name()})
        .withColumns(
            Map.of(
                NUMERATOR.name(), ofMeasure(AarrrCells.NUMERATORS),
                DENOMINATOR.name(), ofMeasure(AarrrCells.DENOMINATORS),
                IS_COMPLETE.name(), ofMeasure(AarrrCells.ARE_COMPLETE)))
        .select(TABLE.columns());
  }

  private static Column ofMeasure(Field array) {
    return get(array.col(), CountedMeasures.PLACE.col());
  }

  private AarrrLong() {}
}
