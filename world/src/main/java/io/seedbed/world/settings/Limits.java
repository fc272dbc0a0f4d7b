package io.seedbed.world.settings;

import java.util.List;

/** What settings are refused for; the reader puts the key before the message. */
final class Limits {

  static void share(String name, double share) {
    within(name, share, 0, 1);
  }

  static void positive(String name, double number) {
    if (!(number > 0)) {
      throw new IllegalArgumentException(
          "has %s = %s, which is not above 0. Correct it.".formatted(name, number));
    }
  }

  static void notNegative(String name, double number) {
    if (!(number >= 0)) {
      throw new IllegalArgumentException(
          "has %s = %s, which is below 0. Correct it.".formatted(name, number));
    }
  }

  static void within(String name, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new IllegalArgumentException(
          "has %s = %s, which is not from %s to %s. Correct it."
              .formatted(name, number, least, most));
    }
  }

  static void factors(String name, List<Double> factors, int count) {
    if (factors.size() != count) {
      throw new IllegalArgumentException(
          "has %d numbers for %s, which needs %d. Give one for each."
              .formatted(factors.size(), name, count));
    }
    factors.forEach(factor -> positive(name, factor));
  }

  private Limits() {}
}
