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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per cohort and dimension value with all its measures in lists, in the order of {@link
 * CountedMeasures}: what is stored of the AARRR stages. {@link AarrrLong} is the same with a row
 * for each measure, thirty times as many; it is made where it is read.
 */
public final class AarrrCells {

  public static final Field NUMERATORS =
      list(
          "numerators",
          DataTypes.LongType,
          "Of each measure what is counted, as in aarrr_long",
          "各指标的分子");
  public static final Field DENOMINATORS =
      list(
          "denominators",
          DataTypes.LongType,
          "Of each measure what it is counted out of, as in aarrr_long",
          "各指标的分母");
  public static final Field ARE_COMPLETE =
      list(
          "are_complete",
          DataTypes.BooleanType,
          "Of each measure whether it is complete, as in aarrr_long",
          "各指标是否完整");

  public static final Table TABLE =
      Table.named("aarrr_cells", "One row per cohort and dimension value", "每行一个队列的一个维度值")
          .with(
              AarrrLong.RUN_DATE,
              AarrrLong.DAY,
              AarrrLong.GRAIN,
              AarrrLong.DIMENSION,
              AarrrLong.VALUE,
              AarrrLong.IS_LEFT_TRUNCATED,
              NUMERATORS,
              DENOMINATORS,
              ARE_COMPLETE)
          .keyedBy(
              AarrrLong.RUN_DATE,
              AarrrLong.DAY,
              AarrrLong.GRAIN,
              AarrrLong.DIMENSION,
              AarrrLong.VALUE)
          .partitionedBy(AarrrLong.RUN_DATE);

  private static final String DIMENSIONS = "dimensions";

  /**
   * Every grain, dimension and measure. Members get their quantities once, are added up by d0 and
   * dimension value, and these few cells are rolled up to periods.
   */
  public static Dataset<Row> from(AarrrInputs inputs, GrowthRules growth, RunDate runDate) {
    AarrrRules rules = growth.aarrr();
    Map<String, Column> quantities = AarrrQuantities.of(growth, runDate);
    Column isLeftTruncated = AarrrLong.IS_LEFT_TRUNCATED.is(max(AarrrLong.IS_LEFT_TRUNCATED.col()));
    Column[] sums =
        quantities.keySet().stream().map(name -> sum(col(name)).as(name)).toArray(Column[]::new);
    Dataset<Row> days =
        quantified(CohortMembers.from(inputs, rules, runDate), quantities)
            .groupBy(
                CohortMembers.ACQUIRED_DAY.col(), AarrrLong.DIMENSION.col(), AarrrLong.VALUE.col())
            .agg(isLeftTruncated, sums);
    Dataset<Row> periods =
        days.select(
                col("*"),
                Grain.periodsOf(List.of(Grain.values()), CohortMembers.ACQUIRED_DAY.col()))
            .groupBy(
                Grain.FIRST_DAY.col(),
                Grain.LAST_DAY.col(),
                Grain.NAME.col(),
                AarrrLong.DIMENSION.col(),
                AarrrLong.VALUE.col())
            .agg(isLeftTruncated, sums);
    List<AarrrMeasure> measures = AarrrMeasures.of(rules);
    return periods
        .withColumns(
            Map.of(
                AarrrLong.RUN_DATE.name(), runDate.asColumn(),
                NUMERATORS.name(), each(measures, measure -> col(measure.numerator())),
                DENOMINATORS.name(), each(measures, AarrrCells::denominator),
                ARE_COMPLETE.name(), each(measures, measure -> isComplete(measure, runDate))))
        .select(TABLE.columns());
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
                    struct(
                        AarrrLong.DIMENSION.is(lit(dimension.label())),
                        AarrrLong.VALUE.is(dimension.field().col())))
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

  private static Column each(List<AarrrMeasure> measures, Function<AarrrMeasure, Column> figure) {
    return array(measures.stream().map(figure).toArray(Column[]::new));
  }

  private static Column denominator(AarrrMeasure measure) {
    return measure.denominator().map(name -> col(name)).orElse(lit(null).cast(DataTypes.LongType));
  }

  private static Column isComplete(AarrrMeasure measure, RunDate runDate) {
    Column hasTime =
        measure.due().equals(measure.everyone())
            ? lit(true)
            : col(measure.due()).equalTo(col(measure.everyone()));
    return Grain.isOver(runDate).and(hasTime);
  }

  private static Field list(String name, DataType of, String english, String chinese) {
    return Field.of(name, DataTypes.createArrayType(of), english, chinese);
  }

  private AarrrCells() {}
}
