package io.seedbed.jobs.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.world.settings.Regimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The kinds of made-up shops there are. */
final class MadeUpShops {

  private static final String REFERENCE = "conf/world.conf";

  /** Those of {@code conf/world.conf}, laid over by a file. */
  static Regimes regimes(Optional<Path> config) {
    try {
      Regimes reference =
          Regimes.of(
              ConfigFactory.parseResources(
                  MadeUpShops.class.getClassLoader(),
                  REFERENCE,
                  ConfigParseOptions.defaults().setAllowMissing(false)));
      return config.map(reference::overlaidBy).orElse(reference);
    } catch (ConfigException unreadable) {
      throw new ConfigurationException(List.of(unreadable.getMessage()));
    }
  }

  private MadeUpShops() {}
}
