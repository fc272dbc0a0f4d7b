package io.seedbed.jobs.bench;

import io.seedbed.features.identity.IdentityRule;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a shop's settings have to be for the script to compute the same. */
final class PeerRules {

  private static final int MOST_BITS = 62;

  /**
   * Refuses settings that the script is not written for.
   *
   * @throws IllegalArgumentException naming all that differs
   */
  static void require(Settings settings) {
    Settings written = EffectiveSettings.packaged().settings();
    List<String> problems = new ArrayList<>();
    if (!settings.sources().keySet().equals(Set.copyOf(BenchShop.SOURCES))) {
      problems.add("sources are %s".formatted(settings.sources().keySet()));
    }
    if (!settings.growth().equals(written.growth())) {
      problems.add("growth differs from the packaged rules");
    }
    if (settings.identities().rule() == IdentityRule.BY_RANK) {
      problems.add("identities.rule is by-rank");
    }
    if (settings.referral().purchaseWithinDays() + settings.referral().activeWithinDays()
        > MOST_BITS) {
      problems.add("referral windows are longer than %d days together".formatted(MOST_BITS));
    }
    if (settings.shop().minorDigits() != 2) {
      problems.add("shop.currency %s has no cents".formatted(settings.shop().currency()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot compute the night in DuckDB: %s. Run it with bench.conf, or change night.sql."
              .formatted(String.join("; ", problems)));
    }
  }

  private PeerRules() {}
}
