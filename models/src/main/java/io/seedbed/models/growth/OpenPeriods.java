package io.seedbed.models.growth;

import io.seedbed.features.time.RunDate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * The cohort periods whose figures may have changed since an earlier run date: those that are not
 * yet over, or in which the window of somebody who started on the last day was not.
 *
 * @param firstDays first day of the first such period, by grain
 */
record OpenPeriods(Map<Grain, LocalDate> firstDays) {

  /** The periods that were not final at the end of an earlier run date. */
  static OpenPeriods since(RunDate earlier, FunnelRules rules) {
    Duration window = Duration.ofDays(rules.windowDays());
    LocalDate lastFinal = earlier.day().minusDays(rules.windowDays());
    // Windows are hours, days of a zone with summer time are not.
    while (earlier.on(lastFinal).asOf().plus(window).isAfter(earlier.asOf())) {
      lastFinal = lastFinal.minusDays(1);
    }
    LocalDate firstOpen = lastFinal.plusDays(1);
    return new OpenPeriods(
        rules.grains().stream()
            .collect(Collectors.toMap(Function.identity(), grain -> grain.firstDay(firstOpen))));
  }

  /** The first day of the earliest of them: no event before it is in a chain that starts in one. */
  LocalDate firstDay() {
    Collection<LocalDate> days = firstDays.values();
    return days.stream().min(LocalDate::compareTo).orElseThrow();
  }

  /** Whether the period of a grain that starts on a day is one of them. */
  Column include(Column grain, Column day) {
    return firstDays.entrySet().stream()
        .map(first -> grain.equalTo(first.getKey().label()).and(day.geq(first.getValue())))
        .reduce(Column::or)
        .orElseThrow();
  }
}
