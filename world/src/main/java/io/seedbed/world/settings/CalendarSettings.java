package io.seedbed.world.settings;

import java.time.LocalDate;
import java.util.List;

/** When people are about. What each number means stands in {@code conf/world.conf}. */
public record CalendarSettings(
    List<Double> weekdays,
    List<Double> months,
    List<Integer> payDays,
    double payDayFactor,
    List<Festival> festivals,
    List<LocalDate> springFestivals,
    double springFactor,
    double stockUpFactor,
    double strength) {

  public CalendarSettings {
    Limits.factors("weekdays", weekdays, 7);
    Limits.factors("months", months, 12);
    Limits.positive("pay-day-factor", payDayFactor);
    Limits.positive("spring-factor", springFactor);
    Limits.positive("stock-up-factor", stockUpFactor);
    Limits.notNegative("strength", strength);
  }
}
