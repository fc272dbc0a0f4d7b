package io.seedbed.world.settings;

import java.time.LocalDate;
import java.util.List;

/** New year by the lunar calendar. What each number means stands in {@code conf/world.conf}. */
public record SpringSettings(
    List<LocalDate> newYears,
    int restDaysBefore,
    int restDaysAfter,
    double factor,
    int stockUpDays,
    double stockUpFactor) {

  public SpringSettings {
    Limits.within("rest-days-before", restDaysBefore, 0, 60);
    Limits.within("rest-days-after", restDaysAfter, 0, 60);
    Limits.positive("factor", factor);
    Limits.within("stock-up-days", stockUpDays, 0, 60);
    Limits.positive("stock-up-factor", stockUpFactor);
  }
}
