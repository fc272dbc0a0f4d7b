package io.seedbed.jobs.warehouse;

import java.time.LocalDate;

/**
 * Which run dates a table by run date keeps: the last nights and the ends of months. Any other date
 * can be run again.
 *
 * @param first the earliest of the last nights
 */
public record KeptDates(LocalDate first) {

  /** The dates kept when a run date is written and so many nights are to be kept, it included. */
  public static KeptDates at(LocalDate runDate, int nights) {
    return new KeptDates(runDate.minusDays(nights - 1L));
  }

  String isLetGo(String date) {
    return "(%s < DATE '%s' AND %s <> last_day(%s))".formatted(date, first, date, date);
  }
}
