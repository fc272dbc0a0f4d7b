package io.seedbed.models.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * The share that is still waiting after a time, from waits that ended and waits cut off by the end
 * of observation (Kaplan and Meier 1958). At equal times ends come before cuts. Standard errors are
 * Greenwood's, the 95 % interval is that of ln(−ln S), which stays within 0 and 1.
 */
public record KaplanMeier(List<Step> steps, long events) {

  private static final double NORMAL_975 = 1.959963984540054;

  /** Products of fractions that are a half on paper may come out a bit above it. */
  private static final double ROUNDING = 1e-12;

  /** The curve from one time with an end until the next; interval ends are NaN at S = 0. */
  public record Step(
      double time,
      long atRisk,
      long events,
      double survival,
      double standardError,
      double low,
      double high) {}

  public KaplanMeier {
    steps = List.copyOf(steps);
  }

  /**
   * The curve of waits given as parallel arrays.
   *
   * @param times how long each cell waited
   * @param ended how many of the cell's waits ended then
   * @param cut how many were cut off then
   */
  public static KaplanMeier of(double[] times, long[] ended, long[] cut) {
    TreeMap<Double, long[]> byTime = new TreeMap<>();
    long atRisk = 0;
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] >= 0) || ended[i] < 0 || cut[i] < 0) {
        throw new IllegalArgumentException(
            "Cannot fit %s ends and %s cuts at time %s: none is negative. Fix the cells."
                .formatted(ended[i], cut[i], times[i]));
      }
      long[] both = byTime.computeIfAbsent(times[i], time -> new long[2]);
      both[0] += ended[i];
      both[1] += cut[i];
      atRisk += ended[i] + cut[i];
    }
    return curve(byTime, atRisk);
  }

  private static KaplanMeier curve(TreeMap<Double, long[]> byTime, long users) {
    List<Step> steps = new ArrayList<>();
    long atRisk = users;
    long events = 0;
    double survival = 1;
    double greenwood = 0;
    for (Map.Entry<Double, long[]> entry : byTime.entrySet()) {
      long ended = entry.getValue()[0];
      if (ended > 0) {
        survival *= (double) (atRisk - ended) / atRisk;
        greenwood += ended / ((double) atRisk * (atRisk - ended));
        events += ended;
        steps.add(step(entry.getKey(), atRisk, ended, survival, greenwood));
      }
      atRisk -= ended + entry.getValue()[1];
    }
    return new KaplanMeier(steps, events);
  }

  private static Step step(
      double time, long atRisk, long ended, double survival, double greenwood) {
    if (survival == 0) {
      return new Step(time, atRisk, ended, 0, 0, Double.NaN, Double.NaN);
    }
    double root = FastMath.sqrt(greenwood);
    double width = NORMAL_975 * root / -FastMath.log(survival);
    return new Step(
        time,
        atRisk,
        ended,
        survival,
        survival * root,
        FastMath.pow(survival, FastMath.exp(width)),
        FastMath.pow(survival, FastMath.exp(-width)));
  }

  /** S(t). */
  public double survivalAt(double time) {
    double survival = 1;
    for (Step step : steps) {
      if (step.time > time) {
        break;
      }
      survival = step.survival;
    }
    return survival;
  }

  /** The least time with S ≤ ½; empty where that is never reached. */
  public OptionalDouble median() {
    return firstAtOrBelow(0.5);
  }

  /**
   * The median; where it is never reached, the least time by which half of those who ever ended had
   * ended; with fewer than {@code leastEvents} ends, a fallback.
   */
  public double typicalTime(long leastEvents, double fallback) {
    if (events < Math.max(1, leastEvents)) {
      return fallback;
    }
    double lowest = steps.get(steps.size() - 1).survival;
    return median().orElseGet(() -> firstAtOrBelow(1 - (1 - lowest) / 2).orElse(fallback));
  }

  private OptionalDouble firstAtOrBelow(double share) {
    return steps.stream()
        .filter(step -> step.survival <= share + ROUNDING)
        .mapToDouble(Step::time)
        .findFirst();
  }
}
