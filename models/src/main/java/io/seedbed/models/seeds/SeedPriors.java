package io.seedbed.models.seeds;

import io.seedbed.models.fit.BetaMixture;

/**
 * What is believed of any inviter before their own invitees are counted.
 *
 * @param germination rate at which matured invitees qualify
 * @param purity rate at which buying invitees buy in the leading category
 * @param version of the fits
 */
public record SeedPriors(BetaMixture germination, BetaMixture purity, String version) {}
