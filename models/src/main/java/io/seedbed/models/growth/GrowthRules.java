package io.seedbed.models.growth;

/**
 * Windows and steps of the growth tables.
 *
 * @param aarrr stages of the long table
 * @param retention retention cohorts
 * @param funnel the strict funnel
 */
public record GrowthRules(AarrrRules aarrr, RetentionRules retention, FunnelRules funnel) {}
