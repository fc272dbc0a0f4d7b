package io.seedbed.world.exports;

import io.seedbed.world.calendar.ShopCalendar;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as files have them. */
final class Times {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ShopCalendar.ZONE);

  /** As a clock in the shop shows it. */
  static String local(long epochSecond) {
    return LOCAL.format(Instant.ofEpochSecond(epochSecond));
  }

  private Times() {}
}
