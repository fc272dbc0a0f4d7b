package io.seedbed.models.roles;

import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.FittedModel;

/**
 * A {@link MemberRatio} as it spreads over the shop's members.
 *
 * @param prior what is believed of any member before their own messages are counted
 * @param high the ratio that counts as high: a quantile of the prior, or the floor
 */
public record FittedRatio(BetaMixture prior, double high, String version) {

  static final String HIGH = "high";

  /** The ratio as it was fitted. */
  public static FittedRatio from(FittedModel fitted) {
    return new FittedRatio(BetaMixture.from(fitted), fitted.value(HIGH), fitted.version());
  }
}
