package io.seedbed.models.segmentation;

/**
 * All thresholds of the classification: a rule set.
 *
 * @param ruleSet what these rules are called; every label names the rules behind it
 * @param youngDataDays fitted quantities are as of the run date, not of the start of its month,
 *     while the first order is fewer days old than this at that start
 * @param evidenceRows most source rows that are named for one user's label
 */
public record SegmentationRules(
    String ruleSet,
    int youngDataDays,
    HysteresisRules hysteresis,
    ProblemRules problem,
    RepeatRules repeat,
    DistributorRules distributor,
    SpreaderRules spreader,
    FanRules fan,
    int evidenceRows) {

  public SegmentationRules {
    if (ruleSet.isBlank()) {
      throw new IllegalArgumentException("rule-set is empty; give the rules a name");
    }
    Thresholds.leaveBelow(hysteresis.leave(), "problem.confidence", problem.confidence());
    Thresholds.leaveBelow(hysteresis.leave(), "distributor.confidence", distributor.confidence());
    Thresholds.leaveBelow(hysteresis.leave(), "spreader.confidence", spreader.confidence());
    Thresholds.atLeastOne("evidence-rows", evidenceRows);
    Thresholds.atLeastOne("young-data-days", youngDataDays);
  }
}
