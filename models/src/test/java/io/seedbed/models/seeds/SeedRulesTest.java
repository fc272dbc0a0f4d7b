package io.seedbed.models.seeds;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedRulesTest {

  @Test
  void weightsAddToOne() {
    assertThatThrownBy(() -> new SeedRules.Weights(0.2, 0.2, 0.2, 0.2, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("weights add to 0\\.9\\d*\\. Change them so that they add to 1\\.");
    assertThatThrownBy(() -> new SeedRules.Weights(0.5, 0.5, 0.5, -0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights hold a negative number. Give each criterion 0 or more.");
  }

  @Test
  void countsAreAtLeastOneAndSharesLieInside() {
    assertThatThrownBy(() -> rules(0, 0.05, 90, 0.2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimum-candidates is 0. Give at least 1.");
    assertThatThrownBy(() -> rules(20, 0.05, 0, 0.2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenure-cap-days is 0. Give at least 1.");
    assertThatThrownBy(() -> rules(20, 0.05, 90, 0.2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimum-matured-invitees is 0. Give at least 1.");
    assertThatThrownBy(() -> rules(20, 0, 90, 0.2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("percentile-floor is 0.0. Give a number between 0 and 1.");
    assertThatThrownBy(() -> rules(20, 0.05, 90, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("credible-level is 1.0. Give a number between 0 and 1.");
  }

  private static SeedRules rules(
      int candidates, double floor, int tenure, double level, int least) {
    PriorRules prior = new PriorRules(20, 10_000, 0.3);
    return new SeedRules(
        candidates,
        new SeedRules.Weights(0.15, 0.20, 0.25, 0.30, 0.10),
        floor,
        tenure,
        level,
        least,
        prior,
        prior,
        new MixtureRules(0.95, 10, 0.01),
        List.of("fraud"));
  }
}
