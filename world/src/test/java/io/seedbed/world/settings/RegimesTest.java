package io.seedbed.world.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.seedbed.world.testing.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegimesTest {

  @TempDir private Path folder;

  @Test
  void sevenRegimesAreShippedAndAllCanBeRead() {
    Regimes regimes = Worlds.regimes();

    assertThat(regimes.names())
        .containsExactly(
            "badly-observed",
            "base",
            "high-refund",
            "null-influence",
            "referral-rich",
            "seasonal-peak",
            "sparse-chat");
    assertThat(regimes.names()).allSatisfy(name -> assertThat(regimes.named(name)).isNotNull());
  }

  @Test
  void aRegimeHasWhatItSetsAndTheRestOfTheBase() {
    WorldSettings sparse = Worlds.regimes().named("sparse-chat");

    assertThat(sparse.people().talking().silentShare()).isEqualTo(0.75);
    assertThat(sparse.trade()).isEqualTo(Worlds.regimes().named("base").trade());
  }

  @Test
  void anUnknownRegimeIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Worlds.regimes().named("basic"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("There is no regime 'basic'. Name one of badly-observed, base,")
        .hasMessageContaining("or add it under regimes.");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    Path file =
        overlay(
            """
            base {
              people { chattyness = 2 }
              groups { size-most = many }
              calendar { weekdays = [1, 2] }
            }
            """);

    assertThatThrownBy(() -> Worlds.regimes().overlaidBy(file).named("base"))
        .isInstanceOfSatisfying(
            SettingsException.class, refused -> assertThat(refused.problems()).hasSize(3))
        .hasMessageContaining("base.people.chattyness (")
        .hasMessageContaining("is not a setting. Known here: trait-correlation,")
        .hasMessageContaining("base.groups.size-most (")
        .hasMessageContaining("is \"many\", which is not a whole number. Correct it.")
        .hasMessageContaining("base.calendar.weekdays (")
        .hasMessageContaining("has 2 numbers, and needs 7. Give one for each.");
  }

  @Test
  void aShareAboveOneIsRefused() throws IOException {
    Path file = overlay("base.people.talking.silent-share = 1.5");

    assertThatThrownBy(() -> Worlds.regimes().overlaidBy(file).named("base"))
        .hasMessageContaining("base.people.talking.silent-share (")
        .hasMessageContaining("my.conf: 1) is 1.5, which is not from 0.0 to 1.0. Correct it.");
  }

  @Test
  void limitsTheWrongWayRoundAreRefused() throws IOException {
    Path file = overlay("base.people.buying.gap-dispersion-least = 2");

    assertThatThrownBy(() -> Worlds.regimes().overlaidBy(file).named("base"))
        .hasMessageContaining("base.people.buying.gap-dispersion-most (")
        .hasMessageContaining("is below gap-dispersion-least. Exchange them.");
  }

  @Test
  void aFestivalThatEndsBeforeItBeginsIsRefusedByItsPlaceInTheList() throws IOException {
    Path file =
        overlay(
            """
            base.calendar.festivals = [
              { name = "new year", first = "12-30", last = "01-02", factor = 2 }
            ]
            """);

    assertThatThrownBy(() -> Worlds.regimes().overlaidBy(file).named("base"))
        .hasMessageContaining("base.calendar.festivals[0].last (")
        .hasMessageContaining("lies before first. Split it at the end of the year.");
  }

  @Test
  void aMissingSettingIsNamed() {
    Regimes empty = Regimes.of(ConfigFactory.parseString("base { people {} }"));

    assertThatThrownBy(() -> empty.named("base"))
        .hasMessageContaining("base.people.shares-per-week (")
        .hasMessageContaining("is missing. Set it; conf/world.conf says what it means.")
        .hasMessageContaining("base.dirt (");
  }

  @Test
  void settingsOutsideOfRegimesAreRefused() {
    assertThatThrownBy(() -> Regimes.of(ConfigFactory.parseString("people { silent-share = 1 }")))
        .hasMessage(
            "Cannot make this world: people is not a setting. Put settings under base or under"
                + " regimes.NAME.");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Worlds.regimes().overlaidBy(folder.resolve("none.conf")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.conf: no such file. Check --config.");
  }

  @Test
  void aFileThatIsNoConfigurationIsRefused() throws IOException {
    Path file = overlay("base { people = ");

    assertThatThrownBy(() -> Worlds.regimes().overlaidBy(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("my.conf: 1");
  }

  @Test
  void aFileMayAddARegime() throws IOException {
    Path file = overlay("regimes.mine { trade.refunds { fault-share = 0.5 } }");

    Regimes regimes = Worlds.regimes().overlaidBy(file);

    assertThat(regimes.named("mine").trade().refunds().faultShare()).isEqualTo(0.5);
    assertThat(regimes.names()).contains("mine", "sparse-chat");
  }

  @Test
  void whatIsRenderedReadsAsTheSameShop() {
    Regimes regimes = Worlds.regimes();

    Regimes again = Regimes.of(ConfigFactory.parseString(regimes.rendered("seasonal-peak")));

    assertThat(again.named("base")).isEqualTo(regimes.named("seasonal-peak"));
  }

  @Test
  void aWorldNeedsPeopleAndDays() {
    assertThatThrownBy(() -> Worlds.plan(1, 5, 1, "base"))
        .isInstanceOfSatisfying(
            SettingsException.class,
            refused ->
                assertThat(refused.problems())
                    .isEqualTo(
                        List.of(
                            "1 users are not from 100 to 500000. Give --users another number.",
                            "5 days are not from 30 to 1500. Give --days another number.")));
  }

  private Path overlay(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }
}
