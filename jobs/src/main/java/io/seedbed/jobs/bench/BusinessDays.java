package io.seedbed.jobs.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The business day of an instant as integer arithmetic: DuckDB's own time zones cost more than all
 * else that is done with a message. Changes of the clocks become cases, the latest first.
 */
record BusinessDays(ZoneId zone, LocalDate last) {

  private static final int YEARS = 10;

  private static final long MICROS = 1_000_000L;
  private static final long MICROS_PER_DAY = 86_400 * MICROS;

  /**
   * Days since 1970 of {@code us}, microseconds since 1970 in UTC; right for ten years up to the
   * last day.
   */
  String sql() {
    ZoneRules rules = zone.getRules();
    Instant from = last.minusYears(YEARS).atStartOfDay(zone).toInstant();
    Instant end = last.plusYears(1).atStartOfDay(zone).toInstant();
    String offset = String.valueOf(micros(rules.getOffset(from).getTotalSeconds()));
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(end)) {
      offset =
          "if(us >= %d, %d, %s)"
              .formatted(
                  micros(change.getInstant().getEpochSecond()),
                  micros(change.getOffsetAfter().getTotalSeconds()),
                  offset);
      change = rules.nextTransition(change.getInstant());
    }
    return "((us + %s) // %d)::INTEGER".formatted(offset, MICROS_PER_DAY);
  }

  private static long micros(long seconds) {
    return seconds * MICROS;
  }
}
