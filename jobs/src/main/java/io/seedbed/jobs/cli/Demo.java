package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.world.World;
import io.seedbed.world.settings.Regimes;
import io.seedbed.world.settings.SettingsException;
import io.seedbed.world.settings.WorldPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A shop to show the night on.
 *
 * @param introduction what of it is made up
 * @param prepare puts the input of a warehouse in place and gives the settings for it
 */
record Demo(
    LocalDate runDate,
    String defaultWarehouse,
    String introduction,
    Function<String, EffectiveSettings> prepare) {

  static final String DATA = "SEEDBED_DATA";

  /** Behind any clock that runs the demo: rows dated after the moment of reading are refused. */
  private static final LocalDate SHOP_DAY = LocalDate.of(2025, 6, 30);

  private static final LocalDate REAL_DAY = LocalDate.of(2011, 12, 9);
  private static final int PEOPLE = 2_000;
  private static final int DAYS = 180;
  private static final long SEED = 1;
  private static final String ORDERS = "online-retail/online-retail-uci-order.csv.gz";
  private static final String CHAT = "irc-disentanglement/train";

  /** The made-up shop. */
  static Demo shop() {
    return new Demo(
        SHOP_DAY,
        "demo/shop",
        String.format(
            Locale.ROOT,
            """
            The demo shop is made up, person by person: %,d people over %d days. In the folder world
            of the warehouse, exports/ is what its systems hand out; truth/, which no job reads, is
            what is true of everybody.
            """,
            PEOPLE,
            DAYS),
        Demo::shopSettings);
  }

  /**
   * Real orders and real chat that have nothing to do with each other.
   *
   * @param data the folder that holds both
   */
  static Demo real(Optional<String> data) {
    return new Demo(
        REAL_DAY,
        "demo/real",
        """
        Orders are UCI Online Retail, chat is Ubuntu IRC. They share neither people nor dates:
        the links between nicks and customers and the dates of the chat are MADE UP (the k-th most
        talkative nick is taken for the k-th most frequent customer, and the day files are put on
        consecutive days that end with the last order day). Nothing here says anything about them.
        """,
        warehouse -> realSettings(data));
  }

  private static EffectiveSettings shopSettings(String warehouse) {
    if (warehouse.contains("://")) {
      throw new ConfigurationException(
          List.of(
              "Cannot make the demo shop in %s: it is written to a local folder. Give --warehouse a path."
                  .formatted(warehouse)));
    }
    Path world = Path.of(warehouse).toAbsolutePath().normalize().resolve("world");
    try {
      World.writeOnce(
          WorldPlan.of(
              PEOPLE, DAYS, SHOP_DAY, SEED, Regimes.BASE, MadeUpShops.regimes(Optional.empty())),
          world);
    } catch (SettingsException unusable) {
      throw new ConfigurationException(unusable.problems());
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write the demo shop to %s".formatted(world), failed);
    }
    return EffectiveSettings.overlaidBy(world.resolve("seedbed.conf"));
  }

  private static EffectiveSettings realSettings(Optional<String> data) {
    Path folder =
        data.map(Path::of)
            .filter(Demo::isThere)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        List.of(
                            """
                            The real data are not there: %s is %s. They are not shipped; both are \
                            CC BY 4.0. Get 'Online Retail' from the UCI Machine Learning Repository \
                            as %s (gzipped CSV) and the day files of the IRC disentanglement corpus \
                            (data/train/*.raw.txt, each gzipped) into %s/, and set %s to the folder \
                            that holds both.\
                            """
                                .formatted(DATA, data.orElse("not set"), ORDERS, CHAT, DATA))));
    return EffectiveSettings.overlaidByPackaged(
        "demo-real.conf", Map.of("data-folder", folder.toAbsolutePath().normalize().toString()));
  }

  private static boolean isThere(Path data) {
    Path days = data.resolve(CHAT);
    if (!Files.isReadable(data.resolve(ORDERS)) || !Files.isDirectory(days)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(days, "*.raw.txt.gz")) {
      return files.iterator().hasNext();
    } catch (IOException unreadable) {
      return false;
    }
  }
}
