package io.seedbed.jobs.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.world.settings.Regimes;
import java.util.List;

/** The kinds of made-up shop that Seedbed comes with: {@code conf/world.conf}. */
final class ShippedRegimes {

  private static final String FILE = "conf/world.conf";

  static Regimes read() {
    try {
      return Regimes.of(
          ConfigFactory.parseResources(
              ShippedRegimes.class.getClassLoader(),
              FILE,
              ConfigParseOptions.defaults().setAllowMissing(false)));
    } catch (ConfigException unreadable) {
      throw new ConfigurationException(List.of(unreadable.getMessage()));
    }
  }

  private ShippedRegimes() {}
}
