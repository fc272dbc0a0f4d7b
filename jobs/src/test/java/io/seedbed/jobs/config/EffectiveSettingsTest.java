package io.seedbed.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveSettingsTest {

  @Test
  void thePackagedSettingsHaveNoProblems() {
    assertThat(EffectiveSettings.packaged().settings().shop().zone().getId())
        .isEqualTo("Asia/Shanghai");
  }

  @Test
  void aFileOverlaysThePackagedSettings(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("shop.conf");
    Files.writeString(file, "shop.zone = \"Europe/London\"");

    EffectiveSettings overlaid = EffectiveSettings.overlaidBy(file);

    assertThat(overlaid.settings().shop().zone().getId()).isEqualTo("Europe/London");
    assertThat(overlaid.settings().shop().currency()).isEqualTo("CNY");
    assertThat(overlaid.json()).contains("\"zone\":\"Europe/London\"");
    assertThat(overlaid.hash()).isNotEqualTo(EffectiveSettings.packaged().hash()).hasSize(64);
  }

  @Test
  void whatIsRenderedReadsBackAsTheSameSettings() {
    EffectiveSettings packaged = EffectiveSettings.packaged();

    assertThat(EffectiveSettings.of(ConfigFactory.parseString(packaged.rendered())))
        .isEqualTo(packaged);
  }

  @Test
  void anUnknownCurrencyIsRefusedWithItsOrigin(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("shop.conf");
    Files.writeString(file, "shop {\n  currency = RMB\n}");

    assertThatThrownBy(() -> EffectiveSettings.overlaidBy(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("shop.conf")
        .hasMessageContaining("Cannot use currency 'RMB': it is no ISO 4217 code.");
  }

  @Test
  void aMissingFileAndABrokenOneAreConfigurationProblems(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("broken.conf");
    Files.writeString(broken, "shop { zone = ");

    assertThatThrownBy(() -> EffectiveSettings.overlaidBy(folder.resolve("none.conf")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.conf: no such file. Check --conf.");
    assertThatThrownBy(() -> EffectiveSettings.overlaidBy(broken))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("broken.conf: 1");
  }

  @Test
  void anUnsetEnvironmentVariableIsAConfigurationProblem() {
    assertThatThrownBy(
            () -> EffectiveSettings.of(ConfigFactory.parseString("x = ${SEEDBED_NOT_SET}")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SEEDBED_NOT_SET");
  }
}
