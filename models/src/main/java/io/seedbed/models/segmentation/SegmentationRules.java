package io.seedbed.models.segmentation;

/**
 * All thresholds of the classification.
 *
 * @param youngDataDays fitted quantities are as of the run date, not of the start of its month,
 *     while the first order is fewer days old than this at that start
 */
public record SegmentationRules(
    int youngDataDays,
    ProblemRules problem,
    RepeatRules repeat,
    DistributorRules distributor,
    SpreaderRules spreader,
    FanRules fan) {

  public SegmentationRules {
    Thresholds.atLeastOne("young-data-days", youngDataDays);
  }
}
