package io.seedbed.world.random;

import java.util.List;
import java.util.SplittableRandom;

/** Random quantities. Written on {@link StrictMath}, which gives the same bits on every machine. */
public final class Variates {

  /** A standard normal number (Box and Muller, 1958). */
  public static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** A number whose logarithm is normal about that of the median. */
  public static double logNormal(double median, double spread, SplittableRandom random) {
    return logNormal(median, spread, normal(random));
  }

  /** The log-normal number that lies as many standard deviations above its median. */
  public static double logNormal(double median, double spread, double deviations) {
    return median * StrictMath.exp(spread * deviations);
  }

  /** A count with this mean, by inversion of one uniform number; at most 1,000. */
  public static int poisson(double mean, double uniform) {
    double probability = StrictMath.exp(-mean);
    double reached = probability;
    int count = 0;
    while (uniform > reached && count < 1000) {
      count++;
      probability *= mean / count;
      reached += probability;
    }
    return count;
  }

  /** Any of them, each as likely. */
  public static <T> T any(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A whole number from the least to the most, each as likely. */
  public static int between(int least, int most, SplittableRandom random) {
    return least + random.nextInt(most - least + 1);
  }

  /** A place in the list of weights, drawn in proportion to them. */
  public static int place(List<Double> weights, SplittableRandom random) {
    double left = random.nextDouble() * weights.stream().mapToDouble(Double::doubleValue).sum();
    for (int place = 0; place < weights.size() - 1; place++) {
      left -= weights.get(place);
      if (left < 0) {
        return place;
      }
    }
    return weights.size() - 1;
  }

  /** A place in the list of whole weights, drawn in proportion to them. */
  public static int placeOf(List<Integer> weights, SplittableRandom random) {
    int left = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
    int place = 0;
    while (left >= weights.get(place)) {
      left -= weights.get(place++);
    }
    return place;
  }

  /** Where a number lies between 0 and 1 on the logistic curve. */
  public static double logistic(double number) {
    return 1 / (1 + StrictMath.exp(-number));
  }

  private Variates() {}
}
