package io.seedbed.models.profiles;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How classes of customers are profiled; values and reasons stand in {@code
 * conf/rules/profiles.conf}.
 *
 * @param purchaseDays days up to the run date whose paid orders tell of a user
 * @param leastUsers users that a segment, and a value overall, must have for its index to be
 *     reliable
 * @param intervalDeviations half width of an interval, in standard deviations
 * @param dayParts parts of the day, each from its hour to the next one's
 */
public record ProfileRules(
    int purchaseDays, int leastUsers, double intervalDeviations, List<DayPart> dayParts) {

  /** A part of the day in the business zone, from the start of an hour on. */
  public record DayPart(String name, int fromHour) {
    public DayPart {
      if (fromHour < 0 || fromHour > 23) {
        throw new IllegalArgumentException(
            "from-hour is %d. Give an hour from 0 to 23.".formatted(fromHour));
      }
    }
  }

  public ProfileRules {
    dayParts = List.copyOf(dayParts);
    if (purchaseDays < 1) {
      throw new IllegalArgumentException(
          "purchase-days is %d. Give a number of at least 1.".formatted(purchaseDays));
    }
    if (leastUsers < 1) {
      throw new IllegalArgumentException(
          "least-users is %d. Give a number of at least 1.".formatted(leastUsers));
    }
    if (!(intervalDeviations > 0)) {
      throw new IllegalArgumentException(
          "interval-deviations is %s. Give a positive number; 1.96 makes intervals of 95 %%."
              .formatted(intervalDeviations));
    }
    requireWholeDay(dayParts);
  }

  private static void requireWholeDay(List<DayPart> parts) {
    Set<String> names = new HashSet<>();
    int before = -1;
    for (DayPart part : parts) {
      if (part.fromHour() <= before || !names.add(part.name())) {
        throw new IllegalArgumentException(
            "day-parts holds '%s' out of order or twice. Give each a name of its own and a later from-hour than the one before."
                .formatted(part.name()));
      }
      before = part.fromHour();
    }
    if (parts.isEmpty() || parts.get(0).fromHour() != 0) {
      throw new IllegalArgumentException(
          "day-parts does not begin with hour 0. Give the first one from-hour = 0.");
    }
  }
}
