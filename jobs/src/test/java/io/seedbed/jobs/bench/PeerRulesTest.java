package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerRulesTest {

  @TempDir private Path shop;

  @Test
  void theBenchsOwnSettingsAreTaken() {
    assertThatCode(() -> PeerRules.require(bench(""))).doesNotThrowAnyException();
  }

  @Test
  void allThatTheScriptIsNotWrittenForIsNamed() {
    String overlay =
        """
        sources.shares = null
        identities.rule = by-rank
        growth.funnel.window-days = 14
        shop.currency = JPY
        referral { purchase-within-days = 60, mature-after-days = 90 }
        """;

    assertThatThrownBy(() -> PeerRules.require(bench(overlay)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot compute the night in DuckDB: sources are [")
        .hasMessageContaining("growth differs from the packaged rules")
        .hasMessageContaining("identities.rule is by-rank")
        .hasMessageContaining("referral windows are longer than 62 days together")
        .hasMessageContaining("shop.currency JPY has no cents")
        .hasMessageEndingWith("Run it with bench.conf, or change night.sql.");
  }

  private Settings bench(String overlay) throws IOException {
    BenchConf.write(shop);
    Path conf = shop.resolve("bench.conf");
    Files.writeString(conf, overlay, StandardOpenOption.APPEND);
    return EffectiveSettings.overlaidBy(conf).settings();
  }
}
