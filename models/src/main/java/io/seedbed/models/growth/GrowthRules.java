package io.seedbed.models.growth;

/**
 * Windows and steps of the growth tables.
 *
 * @param aarrr stages of the long table
 * @param retention retention cohorts
 * @param funnel the strict funnel
 */
public record GrowthRules(AarrrRules aarrr, RetentionRules retention, FunnelRules funnel) {

  public GrowthRules {
    RetentionMasks.of(aarrr, retention).requireRoom();
  }

  /** The masks that hold all windows of the stages and of the cohorts. */
  RetentionMasks masks() {
    return RetentionMasks.of(aarrr, retention);
  }
}
