package io.seedbed.world.calendar;

import io.seedbed.world.random.Variates;
import java.util.SplittableRandom;

/** At what time of a day people do things. */
public final class Clock {

  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;

  /** A second of the day: mostly in the evening and about noon, hardly ever at night. */
  public static int second(SplittableRandom random) {
    double part = random.nextDouble();
    double hour;
    if (part < 0.5) {
      hour = 20.4 + 1.5 * Variates.normal(random);
    } else if (part < 0.75) {
      hour = 12.4 + 0.9 * Variates.normal(random);
    } else if (part < 0.99) {
      hour = 7.5 + 15.5 * random.nextDouble();
    } else {
      hour = 24 * random.nextDouble();
    }
    return Math.floorMod((int) (hour * HOUR), DAY);
  }

  /** A second of the day within working hours. */
  public static int workingSecond(SplittableRandom random) {
    return 9 * HOUR + random.nextInt(10 * HOUR);
  }

  private Clock() {}
}
