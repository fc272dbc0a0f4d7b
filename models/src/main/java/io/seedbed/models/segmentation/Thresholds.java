package io.seedbed.models.segmentation;

/** What a configured threshold may be; the reader of the configuration prefixes the key path. */
final class Thresholds {

  static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is %s; use 1 or more".formatted(key, value));
    }
  }

  static void share(String key, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is %s; use a number between 0 and 1".formatted(key, value));
    }
  }

  /** A flag that is let go above where it is taken up would change every night. */
  static void leaveBelow(double leave, String key, double confidence) {
    if (!(leave < confidence)) {
      throw new IllegalArgumentException(
          "hysteresis.leave is %s and %s is %s; use a leave below the confidence"
              .formatted(leave, key, confidence));
    }
  }

  private Thresholds() {}
}
