package io.seedbed.notebooks.star;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.dayofyear;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.weekofyear;
import static org.apache.spark.sql.functions.year;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One row per calendar day, in whole years: from the year in which the week of the first known day
 * begins to the end of the run date's year, so that every day and every first day of a week or
 * month in any other table is in it. Weeks are those of ISO 8601.
 */
public final class DimDate {

  public static final Field DAY = Field.date("day", "Calendar day", "日期");
  public static final Field YEAR = Field.count("year", "", "Calendar year", "年");
  public static final Field QUARTER = Field.count("quarter", "", "Quarter, 1 to 4", "季度");
  public static final Field MONTH = Field.count("month", "", "Month, 1 to 12", "月");
  public static final Field MONTH_START_DAY =
      Field.date("month_start_day", "First day of the month", "当月首日");
  public static final Field MONTH_NAME_EN =
      Field.text("month_name_en", "Name of the month in English", "月份英文名");
  public static final Field MONTH_NAME_ZH =
      Field.text("month_name_zh", "Name of the month in Chinese", "月份中文名");
  public static final Field DAY_OF_MONTH =
      Field.count("day_of_month", "", "Day of the month, from 1", "月内第几日");
  public static final Field DAY_OF_YEAR =
      Field.count("day_of_year", "", "Day of the year, from 1", "年内第几日");
  public static final Field ISO_YEAR =
      Field.count("iso_year", "", "Year the ISO week belongs to", "ISO 周所属年");
  public static final Field ISO_WEEK = Field.count("iso_week", "", "ISO week, 1 to 53", "ISO 周");
  public static final Field WEEK_START_DAY =
      Field.date("week_start_day", "Monday of the week", "当周周一");
  public static final Field ISO_WEEKDAY =
      Field.count("iso_weekday", "", "Day of the week, 1 Monday to 7 Sunday", "星期，1 为周一");
  public static final Field WEEKDAY_NAME_EN =
      Field.text("weekday_name_en", "Name of the weekday in English", "星期英文名");
  public static final Field WEEKDAY_NAME_ZH =
      Field.text("weekday_name_zh", "Name of the weekday in Chinese", "星期中文名");
  public static final Field IS_WEEKEND =
      Field.flag("is_weekend", "Saturday or Sunday; public holidays are not known", "是否周末，不含节假日");
  public static final Field IS_AFTER_RUN_DATE =
      Field.flag("is_after_run_date", "Lies after the run date, so holds no facts yet", "是否晚于运行日");

  public static final Table TABLE =
      Table.named("dim_date", "One row per calendar day, in whole years", "每行一个日历日（整年）")
          .with(
              DAY,
              YEAR,
              QUARTER,
              MONTH,
              MONTH_START_DAY,
              MONTH_NAME_EN,
              MONTH_NAME_ZH,
              DAY_OF_MONTH,
              DAY_OF_YEAR,
              ISO_YEAR,
              ISO_WEEK,
              WEEK_START_DAY,
              ISO_WEEKDAY,
              WEEKDAY_NAME_EN,
              WEEKDAY_NAME_ZH,
              IS_WEEKEND,
              IS_AFTER_RUN_DATE)
          .keyedBy(DAY);

  private static final String[] MONTHS_EN = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };
  private static final String[] MONTHS_ZH = {
    "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"
  };
  private static final String[] WEEKDAYS_EN = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final String[] WEEKDAYS_ZH = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};

  private static final int SATURDAY = 6;
  private static final int ISO_THURSDAY = 4;

  /**
   * The calendar that covers the given facts.
   *
   * @param factDays business days of all facts, in one DATE column; those after the run date are
   *     passed over
   */
  public static Dataset<Row> from(Dataset<Row> factDays, RunDate runDate) {
    Column firstKnown = least(coalesce(min(DAY.col()), runDate.asColumn()), runDate.asColumn());
    Column first = trunc(trunc(firstKnown, "week"), "year");
    Column last = lit(runDate.day().with(TemporalAdjusters.lastDayOfYear()));
    Dataset<Row> days =
        factDays
            .agg(first.as(DAY.name()))
            .select(explode(sequence(DAY.col(), last)).as(DAY.name()));
    return days.select(columns(DAY.col(), runDate));
  }

  private static Column[] columns(Column day, RunDate runDate) {
    Column isoWeekday = weekday(day).plus(1);
    return new Column[] {
      DAY.is(day),
      YEAR.is(year(day)),
      QUARTER.is(quarter(day)),
      MONTH.is(month(day)),
      MONTH_START_DAY.is(trunc(day, "month")),
      MONTH_NAME_EN.is(oneOf(MONTHS_EN, month(day))),
      MONTH_NAME_ZH.is(oneOf(MONTHS_ZH, month(day))),
      DAY_OF_MONTH.is(dayofmonth(day)),
      DAY_OF_YEAR.is(dayofyear(day)),
      ISO_YEAR.is(year(date_add(day, lit(ISO_THURSDAY).minus(isoWeekday)))),
      ISO_WEEK.is(weekofyear(day)),
      WEEK_START_DAY.is(date_sub(day, weekday(day))),
      ISO_WEEKDAY.is(isoWeekday),
      WEEKDAY_NAME_EN.is(oneOf(WEEKDAYS_EN, isoWeekday)),
      WEEKDAY_NAME_ZH.is(oneOf(WEEKDAYS_ZH, isoWeekday)),
      IS_WEEKEND.is(isoWeekday.geq(SATURDAY)),
      IS_AFTER_RUN_DATE.is(day.gt(runDate.asColumn()))
    };
  }

  private static Column oneOf(String[] names, Column position) {
    return element_at(array(Stream.of(names).map(functions::lit).toArray(Column[]::new)), position);
  }

  private DimDate() {}
}
