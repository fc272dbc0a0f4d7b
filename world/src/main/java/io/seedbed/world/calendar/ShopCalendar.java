package io.seedbed.world.calendar;

import io.seedbed.world.settings.CalendarSettings;
import io.seedbed.world.settings.Festival;
import io.seedbed.world.settings.SpringSettings;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.stream.IntStream;

/**
 * The days of the shop, counted from 0, and how much happens on each: 1 on average. Waiting times
 * are spent in season time, which runs fast at festivals and slowly while parcels rest.
 */
public final class ShopCalendar {

  /** Where the shop is. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Later than any day. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final LocalDate opens;
  private final double[] factors;
  private final double[] elapsed;

  public ShopCalendar(LocalDate opens, int days, CalendarSettings settings) {
    this.opens = opens;
    double[] raw =
        IntStream.range(0, days)
            .mapToDouble(day -> factor(opens.plusDays(day), settings))
            .map(factor -> StrictMath.pow(factor, settings.strength()))
            .toArray();
    double mean = IntStream.range(0, days).mapToDouble(day -> raw[day]).sum() / days;
    factors = IntStream.range(0, days).mapToDouble(day -> raw[day] / mean).toArray();
    elapsed = new double[days + 1];
    for (int day = 0; day < days; day++) {
      elapsed[day + 1] = elapsed[day] + factors[day];
    }
  }

  /** Number of days. */
  public int days() {
    return factors.length;
  }

  public LocalDate dateOf(int day) {
    return opens.plusDays(day);
  }

  /** How much happens on a day, compared with the average day. */
  public double factor(int day) {
    return factors[day];
  }

  /** Seconds of Unix time at a second of a day. */
  public long epochSecond(int day, int second) {
    return dateOf(day).atStartOfDay(ZONE).toEpochSecond() + second;
  }

  /** The day on which so much season time has passed since the middle of a day, or never. */
  public int after(int day, double seasonTime) {
    double due = elapsed[day] + factors[day] / 2 + seasonTime;
    if (due >= elapsed[days()]) {
      return NEVER;
    }
    int low = day;
    int high = days();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (elapsed[middle] <= due) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double factor(LocalDate date, CalendarSettings settings) {
    return settings.weekdays().get(date.getDayOfWeek().getValue() - 1)
        * settings.months().get(date.getMonthValue() - 1)
        * payDay(date, settings)
        * festival(date, settings)
        * spring(date, settings.spring());
  }

  private static double payDay(LocalDate date, CalendarSettings settings) {
    boolean hasWages =
        settings.payDays().stream()
            .map(payDay -> date.getDayOfMonth() - payDay)
            .anyMatch(since -> since >= 0 && since < settings.payDayLasts());
    return hasWages ? settings.payDayFactor() : 1;
  }

  private static double festival(LocalDate date, CalendarSettings settings) {
    MonthDay day = MonthDay.from(date);
    return settings.festivals().stream()
        .filter(festival -> !day.isBefore(festival.first()) && !day.isAfter(festival.last()))
        .mapToDouble(Festival::factor)
        .reduce(1, (one, other) -> one * other);
  }

  private static double spring(LocalDate date, SpringSettings settings) {
    for (LocalDate newYear : settings.newYears()) {
      LocalDate rests = newYear.minusDays(settings.restDaysBefore());
      if (isWithin(date, rests, newYear.plusDays(settings.restDaysAfter()))) {
        return settings.factor();
      }
      if (isWithin(date, rests.minusDays(settings.stockUpDays()), rests.minusDays(1))) {
        return settings.stockUpFactor();
      }
    }
    return 1;
  }

  private static boolean isWithin(LocalDate date, LocalDate first, LocalDate last) {
    return !date.isBefore(first) && !date.isAfter(last);
  }
}
