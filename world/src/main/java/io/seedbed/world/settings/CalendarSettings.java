package io.seedbed.world.settings;

import java.util.List;

/** When people are about. What each number means stands in {@code conf/world.conf}. */
public record CalendarSettings(
    List<Double> weekdays,
    List<Double> months,
    List<Integer> payDays,
    int payDayLasts,
    double payDayFactor,
    List<Festival> festivals,
    SpringSettings spring,
    double strength) {

  public CalendarSettings {
    Limits.factors("weekdays", weekdays, 7);
    Limits.factors("months", months, 12);
    Limits.within("pay-day-lasts", payDayLasts, 1, 28);
    Limits.positive("pay-day-factor", payDayFactor);
    Limits.notNegative("strength", strength);
  }
}
