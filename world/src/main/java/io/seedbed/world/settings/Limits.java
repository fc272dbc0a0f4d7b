package io.seedbed.world.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What settings are refused for. */
final class Limits {

  private static final double ROUNDING = 1e-9;

  static void share(String key, double share) {
    within(key, share, 0, 1);
  }

  static void positive(String key, double number) {
    if (!(number > 0)) {
      throw new OutOfRange(key, "is %s, which is not above 0. Correct it.".formatted(number));
    }
  }

  static void notNegative(String key, double number) {
    if (!(number >= 0)) {
      throw new OutOfRange(key, "is %s, which is below 0. Correct it.".formatted(number));
    }
  }

  static void within(String key, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new OutOfRange(
          key, "is %s, which is not from %s to %s. Correct it.".formatted(number, least, most));
    }
  }

  /** Refuses a pair of limits that are the wrong way round. */
  static void ordered(String leastKey, double least, String mostKey, double most) {
    if (most < least) {
      throw new OutOfRange(mostKey, "is below %s. Exchange them.".formatted(leastKey));
    }
  }

  /** Refuses shares of one whole that are more than all of it. */
  static void atMostAll(String key, double sum) {
    if (sum > 1 + ROUNDING) {
      throw new OutOfRange(
          key, "makes shares of one whole add up to %s, above 1. Lower one.".formatted(sum));
    }
  }

  /** Refuses weights by their keys of which nothing can be drawn. */
  static void weights(Map<String, ? extends Number> weights) {
    weights.forEach((key, weight) -> notNegative(key, weight.doubleValue()));
    if (weights.values().stream().allMatch(weight -> weight.doubleValue() == 0)) {
      throw new OutOfRange(
          new TreeMap<>(weights).firstKey(),
          "is 0, as all weights beside it are. Give one more than 0.");
    }
  }

  static void factors(String key, List<Double> factors, int count) {
    if (factors.size() != count) {
      throw new OutOfRange(
          key, "has %d numbers, and needs %d. Give one for each.".formatted(factors.size(), count));
    }
    factors.forEach(factor -> positive(key, factor));
  }

  private Limits() {}
}
