package io.seedbed.world.testing;

import com.typesafe.config.ConfigFactory;
import io.seedbed.world.settings.Regimes;
import io.seedbed.world.settings.WorldPlan;
import java.nio.file.Path;
import java.time.LocalDate;

/** Plans of worlds that are small enough for tests. */
public final class Worlds {

  public static final LocalDate ENDS = LocalDate.of(2026, 6, 14);

  /** The regimes that are shipped. */
  public static Regimes regimes() {
    return Regimes.of(reference());
  }

  public static WorldPlan plan(int users, int days, long seed, String regime) {
    return WorldPlan.of(users, days, ENDS, seed, regime, regimes());
  }

  /** A plan of the base regime with some settings of its own. */
  public static WorldPlan plan(int users, int days, String settings) {
    Regimes regimes =
        Regimes.of(
            ConfigFactory.parseString("base { %s }".formatted(settings))
                .withFallback(ConfigFactory.parseFile(reference().toFile())));
    return WorldPlan.of(users, days, ENDS, 1, Regimes.BASE, regimes);
  }

  private static Path reference() {
    return Path.of(System.getProperty("seedbed.home")).resolve("conf").resolve("world.conf");
  }

  private Worlds() {}
}
