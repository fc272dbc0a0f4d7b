package io.seedbed.world.calendar;

import io.seedbed.world.random.Variates;
import io.seedbed.world.settings.HourSettings;
import java.util.SplittableRandom;

/** At what time of a day people do things. */
public final class Clock {

  private static final int DAY_HOURS = 24;
  private static final int HOUR = 3_600;

  private final HourSettings hours;

  public Clock(HourSettings hours) {
    this.hours = hours;
  }

  /** A second of the day: mostly in the evening and about noon, hardly ever at night. */
  public int second(SplittableRandom random) {
    return Math.floorMod((int) (hour(random) * HOUR), DAY_HOURS * HOUR);
  }

  /** A second of the day within working hours. */
  public int workingSecond(SplittableRandom random) {
    HourSettings.Working working = hours.working();
    return working.from() * HOUR + random.nextInt((working.to() - working.from()) * HOUR);
  }

  private double hour(SplittableRandom random) {
    double part = random.nextDouble();
    double evening = hours.evening().share();
    double noon = evening + hours.noon().share();
    if (part < noon) {
      HourSettings.Peak peak = part < evening ? hours.evening() : hours.noon();
      return peak.hour() + peak.spread() * Variates.normal(random);
    }
    HourSettings.Waking waking = hours.waking();
    return part < noon + waking.share()
        ? waking.from() + (waking.to() - waking.from()) * random.nextDouble()
        : DAY_HOURS * random.nextDouble();
  }
}
