package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.models.fit.KaplanMeier;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * One row per place of a gap and number of days after which one ended: the share of gaps between
 * purchase days that is still open then (Kaplan and Meier 1958), as of the day the fits see. A
 * buyer's last gap is cut off by that day. The error is Greenwood's, the 95 % interval that of
 * ln(−ln S).
 */
public final class PurchaseGaps {

  public static final Field PLACE =
      Field.text(
              "place",
              "Which gap: from the first purchase day to the second, one a buyer, or a later one; these are taken as independent, so that their errors are too small",
              "间隔位置：首次或之后（之后的误差偏小）")
          .oneOf("first", "later");
  public static final Field DAYS = Field.count("days", "days", "Days of the gap", "间隔天数");
  public static final Field AT_RISK =
      Field.count("at_risk", "gaps", "Gaps that were open for so many days", "仍在等待的间隔数");
  public static final Field ENDED =
      Field.count("ended", "gaps", "Gaps that ended after so many days", "结束的间隔数");
  public static final Field ENDED_LATELY =
      Field.count(
          "ended_lately",
          "gaps",
          "Those of them that ended in the days the lifecycle rests on (365)",
          "其中近期（365日内）结束的间隔数");
  public static final Field SURVIVAL =
      Field.real("survival", "", "Share of gaps that last longer", "更长间隔的比例");
  public static final Field STANDARD_ERROR =
      Field.real("standard_error", "", "Standard error of the share", "标准误");
  public static final Field LOW =
      Field.real("low", "", "Lower end of the 95 % interval; null at 0", "95%区间下限，为0时空").orNull();
  public static final Field HIGH =
      Field.real("high", "", "Upper end of the 95 % interval; null at 0", "95%区间上限，为0时空").orNull();
  public static final Field AS_OF_DAY =
      Field.date("as_of_day", "Last business day that is seen", "截止日");

  public static final Table TABLE =
      Table.named(
              "purchase_gaps",
              "One row per place of a gap and days after which one ended, as of the fit date",
              "每行一个间隔位置与天数的存活曲线点（截至拟合日）")
          .with(
              PLACE,
              DAYS,
              AT_RISK,
              ENDED,
              ENDED_LATELY,
              SURVIVAL,
              STANDARD_ERROR,
              LOW,
              HIGH,
              AS_OF_DAY)
          .keyedBy(PLACE, DAYS);

  private static final Field CUT = Field.count("cut", "gaps", "Gaps still open", "未结束的间隔数");
  private static final Field NEXT_DAY = Field.date("next_day", "Next purchase day", "下个购买日");

  /** Gaps counted by place and days, ended or not. */
  public static Dataset<Row> cells(
      Dataset<Row> orderValues, LocalDate asOfDay, LifecycleRules rules) {
    WindowSpec purchases =
        Window.partitionBy(OrderValues.USER_ID.col()).orderBy(OrderValues.DAY.col());
    Column isFirst = row_number().over(purchases).equalTo(1);
    Column isLate = NEXT_DAY.col().gt(lit(asOfDay.minusDays(rules.gapWindowDays())));
    return orderValues
        .filter(OrderValues.NET_MINOR.col().gt(0).and(OrderValues.USER_ID.col().isNotNull()))
        .select(OrderValues.USER_ID.col(), OrderValues.DAY.col())
        .distinct()
        .select(
            OrderValues.DAY.col(),
            PLACE.is(when(isFirst, lit("first")).otherwise(lit("later"))),
            NEXT_DAY.is(lead(OrderValues.DAY.col(), 1).over(purchases)))
        .groupBy(
            PLACE.col(),
            DAYS.is(date_diff(coalesce(NEXT_DAY.col(), lit(asOfDay)), OrderValues.DAY.col())))
        .agg(
            ENDED.is(count(NEXT_DAY.col())),
            ENDED_LATELY.is(count_if(isLate)),
            CUT.is(count_if(NEXT_DAY.col().isNull())));
  }

  /** The curves of those cells. */
  public static List<Row> curves(List<Row> cells, LocalDate asOfDay) {
    Map<String, List<Row>> byPlace =
        cells.stream().collect(Collectors.groupingBy(cell -> cell.getAs(PLACE.name())));
    return PLACE.accepted().stream()
        .flatMap(place -> curve(place, byPlace.getOrDefault(place, List.of()), asOfDay))
        .toList();
  }

  private static Stream<Row> curve(String place, List<Row> cells, LocalDate asOfDay) {
    KaplanMeier curve =
        KaplanMeier.of(
            cells.stream().mapToDouble(cell -> (double) number(cell, DAYS)).toArray(),
            cells.stream().mapToLong(cell -> number(cell, ENDED)).toArray(),
            cells.stream().mapToLong(cell -> number(cell, CUT)).toArray());
    Map<Long, Long> lately =
        cells.stream()
            .collect(
                Collectors.toMap(cell -> number(cell, DAYS), cell -> number(cell, ENDED_LATELY)));
    return curve.steps().stream()
        .map(
            step -> {
              long days = (long) step.time();
              return RowFactory.create(
                  place,
                  days,
                  step.atRisk(),
                  step.events(),
                  lately.get(days),
                  step.survival(),
                  step.standardError(),
                  orNull(step.low()),
                  orNull(step.high()),
                  Date.valueOf(asOfDay));
            });
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  static long number(Row row, Field field) {
    return row.<Long>getAs(field.name());
  }

  private PurchaseGaps() {}
}
