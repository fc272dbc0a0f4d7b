package io.seedbed.models.seeds;

import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.FittedModel;
import java.util.List;

/**
 * What is believed of any inviter before their own invitees are counted.
 *
 * @param germination rate at which matured invitees qualify
 * @param purity rate at which buying invitees buy in the leading category
 * @param version of the fits
 */
public record SeedPriors(BetaMixture germination, BetaMixture purity, String version) {

  /** Names of the fits, for the declaration of a job. */
  public static final List<String> MODELS =
      List.of(InviteeRate.GERMINATION.model(), InviteeRate.PURITY.model());

  /** The priors as they were fitted. */
  public static SeedPriors from(FittedModel germination, FittedModel purity) {
    return new SeedPriors(
        BetaMixture.from(germination),
        BetaMixture.from(purity),
        germination.version() + "+" + purity.version());
  }
}
