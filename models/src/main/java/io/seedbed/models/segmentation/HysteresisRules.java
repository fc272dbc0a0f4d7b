package io.seedbed.models.segmentation;

/**
 * How slowly labels follow what is seen, so that nobody changes class by one day's chance.
 *
 * @param halfLifeNights nights after which a night's probability weighs half in the smoothed one
 * @param leave smoothed probability at or below which a flag is let go; each rule's confidence is
 *     where it is taken up
 * @param dwellNights nights a flag stays as it is before it may change again
 */
public record HysteresisRules(int halfLifeNights, double leave, int dwellNights) {

  public HysteresisRules {
    Thresholds.atLeastOne("half-life-nights", halfLifeNights);
    Thresholds.share("leave", leave);
    if (dwellNights < 0) {
      throw new IllegalArgumentException(
          "dwell-nights is %s; use 0 or more nights".formatted(dwellNights));
    }
  }

  /** What is left after one night of the weight of all nights before. */
  public double keptWeight() {
    return Math.pow(2, -1.0 / halfLifeNights);
  }
}
