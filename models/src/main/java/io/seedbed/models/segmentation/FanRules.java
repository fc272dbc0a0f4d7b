package io.seedbed.models.segmentation;

/**
 * Threshold of the fan rule.
 *
 * @param leastWeeks weeks sharing must have been observable before its absence means anything
 */
public record FanRules(int leastWeeks) {

  public FanRules {
    Thresholds.atLeastOne("least-weeks", leastWeeks);
  }
}
