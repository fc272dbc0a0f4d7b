package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

import io.seedbed.features.time.RunDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * When a member of a cohort has to be active to count as retained.
 *
 * @param from days after d0, calendar months after d0's month for {@link Kind#MONTH_OFFSET}
 * @param to the last of them; equal to {@code from} but for brackets, meaningless for unbounded
 */
record RetentionWindow(Kind kind, int from, int to) {

  /** How the window lies. */
  enum Kind {
    N_DAY,
    BRACKET,
    UNBOUNDED,
    MONTH_OFFSET;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The windows of a setting, in a fixed order. */
  static List<RetentionWindow> of(RetentionWindows windows) {
    return Stream.of(
            windows.nDays().stream().map(day -> new RetentionWindow(Kind.N_DAY, day, day)),
            windows.brackets().stream()
                .map(days -> new RetentionWindow(Kind.BRACKET, days.from(), days.to())),
            windows.unboundedDays().stream()
                .map(day -> new RetentionWindow(Kind.UNBOUNDED, day, day)))
        .flatMap(each -> each)
        .toList();
  }

  /** The calendar month of d0 and the months after it. */
  static List<RetentionWindow> monthOffsets(int last) {
    return IntStream.rangeClosed(0, last)
        .mapToObj(offset -> new RetentionWindow(Kind.MONTH_OFFSET, offset, offset))
        .toList();
  }

  /** Whether the day so many days after d0 lies in the window, by days alone. */
  boolean coversDay(int daysSince) {
    return switch (kind) {
      case N_DAY, BRACKET -> from <= daysSince && daysSince <= to;
      case UNBOUNDED -> from <= daysSince;
      case MONTH_OFFSET -> false;
    };
  }

  /** Whether the days of the month so many months after d0's lie in the window, by months alone. */
  boolean coversMonth(int monthsSince) {
    return kind == Kind.MONTH_OFFSET && monthsSince == from;
  }

  /** The last day after d0 on which {@link #coversDay} can change. */
  int oldestDay() {
    return kind == Kind.MONTH_OFFSET ? 0 : to;
  }

  /** The last month after d0's in which {@link #coversMonth} can change. */
  int oldestMonth() {
    return kind == Kind.MONTH_OFFSET ? to : 0;
  }

  /** Whether follow-up is complete; of an unbounded window, whether it has begun. */
  Column isOver(Column acquiredDay, RunDate runDate) {
    Column lastDay =
        switch (kind) {
          case N_DAY, BRACKET -> date_add(acquiredDay, to);
          case UNBOUNDED -> date_add(acquiredDay, from);
          case MONTH_OFFSET -> last_day(monthOf(acquiredDay));
        };
    return lastDay.leq(runDate.asColumn());
  }

  boolean isOpenEnded() {
    return kind == Kind.UNBOUNDED;
  }

  /** Calendar months say nothing about weeks and days. */
  Column isFor(Column grain) {
    return kind == Kind.MONTH_OFFSET ? grain.equalTo(Grain.MONTH.label()) : lit(true);
  }

  /** The window's last offset; null where it has no end. */
  Column end() {
    return isOpenEnded() ? lit(null) : lit(to);
  }

  /** When, in words. */
  String english() {
    return switch (kind) {
      case N_DAY -> "on d0+%d".formatted(from);
      case BRACKET -> "in d0+%d…d0+%d".formatted(from, to);
      case UNBOUNDED -> "on or after d0+%d".formatted(from);
      case MONTH_OFFSET -> "in month %d after d0's".formatted(from);
    };
  }

  /** When, in Chinese words. */
  String chinese() {
    return switch (kind) {
      case N_DAY -> "第%d日".formatted(from);
      case BRACKET -> "第%d至%d日".formatted(from, to);
      case UNBOUNDED -> "第%d日及以后".formatted(from);
      case MONTH_OFFSET -> "第%d个月".formatted(from);
    };
  }

  private Column monthOf(Column acquiredDay) {
    return add_months(trunc(acquiredDay, "month"), from);
  }
}
