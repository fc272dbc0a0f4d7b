package io.seedbed.features.source;

import io.seedbed.features.time.RunDate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/**
 * The circumstances under which a source is read.
 *
 * @param at the instant of reading; events more than a day later are in the future
 * @param zone the zone of local times that a mapping names none for: the business zone
 * @param currency the one reporting currency, ISO 4217
 * @param minorDigits decimal digits of its minor unit: 2 for CNY, 0 for JPY
 */
public record Reading(Instant at, ZoneId zone, String currency, int minorDigits) {

  /** The first instant that is in the future; a day of grace for clocks and zones that are off. */
  Instant future() {
    return at.plus(Duration.ofDays(1));
  }

  /** The business day an instant falls on. */
  Column dayOf(Column at) {
    return RunDate.dayOf(at, zone);
  }

  /** Minor units in one major unit. */
  BigDecimal minorUnits() {
    return BigDecimal.TEN.pow(minorDigits);
  }

  /** Major units in one minor unit. */
  BigDecimal minorUnit() {
    return BigDecimal.ONE.movePointLeft(minorDigits);
  }
}
