package io.seedbed.world.history;

import io.seedbed.world.contagion.Exposures;
import io.seedbed.world.contagion.Spread;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Who truly shared on which day, on any app. */
public final class ShareLog {

  private final int[] firstOfDay;
  private final int[] sharers;
  private final int[] firstOfPerson;
  private final int[] daysByPerson;

  ShareLog(Spread spread, int days, int people) {
    Exposures exposures = spread.exposures();
    int[] happened =
        IntStream.range(0, exposures.shares())
            .filter(share -> spread.day(exposures.sharer(share)) < exposures.shareDay(share))
            .toArray();
    sharers = Arrays.stream(happened).map(exposures::sharer).toArray();
    int[] shareDays = Arrays.stream(happened).map(exposures::shareDay).toArray();
    firstOfDay = starts(shareDays, days);
    firstOfPerson = starts(sharers, people);
    daysByPerson = new int[sharers.length];
    int[] next = Arrays.copyOf(firstOfPerson, people);
    for (int share = 0; share < sharers.length; share++) {
      daysByPerson[next[sharers[share]]++] = shareDays[share];
    }
  }

  /** How many there were. */
  public int size() {
    return sharers.length;
  }

  /** Whoever shared on a day. */
  public IntStream sharersOn(int day) {
    return Arrays.stream(sharers, firstOfDay[day], firstOfDay[day + 1]);
  }

  /** The days on which somebody shared, in their order. */
  public int[] daysOf(int person) {
    return Arrays.copyOfRange(daysByPerson, firstOfPerson[person], firstOfPerson[person + 1]);
  }

  private static int[] starts(int[] owners, int count) {
    int[] starts = new int[count + 1];
    for (int owner : owners) {
      starts[owner + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    return starts;
  }
}
