package io.seedbed.world.settings;

import java.time.MonthDay;

/** Days of every year on which people buy more, or less, from the first to the last. */
public record Festival(String name, MonthDay first, MonthDay last, double factor) {

  public Festival {
    Limits.positive("factor", factor);
    if (last.isBefore(first)) {
      throw new OutOfRange("last", "lies before first. Split it at the end of the year.");
    }
  }
}
