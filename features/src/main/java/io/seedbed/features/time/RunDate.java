package io.seedbed.features.time;

import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/**
 * A business day of the shop's zone and what can be known at its end. Column results assume a
 * session whose time zone is UTC.
 *
 * @param day the run date D
 * @param zone the business zone that cuts days
 */
public record RunDate(LocalDate day, ZoneId zone) {

  /** The start of D+1 in the business zone; only events before it exist for this run. */
  public Instant asOf() {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** Whether an instant lies before as-of. */
  public Column isKnown(Column at) {
    return at.lt(lit(asOf()));
  }

  /** The business day an instant falls on. */
  public Column dayOf(Column at) {
    return dayOf(at, zone);
  }

  /** The day of a zone that an instant falls on. */
  public static Column dayOf(Column at, ZoneId zone) {
    return to_date(from_utc_timestamp(at, zone.getId()));
  }

  /** Whether a business day is one of the {@code days} days that end with D. */
  public Column isInLast(int days, Column businessDay) {
    return businessDay.between(lit(day.minusDays(days - 1L)), lit(day));
  }

  /** Whole days from a business day to D: 0 on D itself. */
  public Column daysSince(Column businessDay) {
    return date_diff(lit(day), businessDay);
  }

  /** D as a DATE column. */
  public Column asColumn() {
    return lit(day);
  }

  /** The same zone on another day. */
  public RunDate on(LocalDate otherDay) {
    return new RunDate(otherDay, zone);
  }
}
