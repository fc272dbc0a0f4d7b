package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trunc;

import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** The length of a cohort period; weeks are ISO weeks and start on Monday. */
public enum Grain {
  DAY,
  WEEK,
  MONTH;

  static final Field NAME = AarrrLong.GRAIN;
  static final Field FIRST_DAY = AarrrLong.DAY;
  static final Field LAST_DAY =
      Field.date("period_last_day", "Last day of the cohort period", "队列期末日");

  /** The name as tables show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One row per grain for every row: the name, the first and the last day of a day's period. */
  static Column periodsOf(List<Grain> grains, Column day) {
    return inline(array(grains.stream().map(grain -> grain.period(day)).toArray(Column[]::new)));
  }

  /** Whether a period has ended by the run date: until then members are still to come. */
  static Column isOver(RunDate runDate) {
    return LAST_DAY.col().leq(runDate.asColumn());
  }

  /** The first day of a day's period. */
  LocalDate firstDay(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private Column period(Column day) {
    Column firstDay = firstDay(day);
    return struct(NAME.is(lit(label())), FIRST_DAY.is(firstDay), LAST_DAY.is(lastDay(firstDay)));
  }

  private Column firstDay(Column day) {
    return this == DAY ? day : trunc(day, label());
  }

  private Column lastDay(Column firstDay) {
    return switch (this) {
      case DAY -> firstDay;
      case WEEK -> date_add(firstDay, 6);
      case MONTH -> last_day(firstDay);
    };
  }
}
