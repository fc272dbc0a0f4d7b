package io.seedbed.world.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * The named kinds of shop that a file such as {@code conf/world.conf} describes: what is common to
 * all under {@code base}, and under {@code regimes} what differs in each.
 */
public final class Regimes {

  /** The regime that differs in nothing. */
  public static final String BASE = "base";

  private final Config file;

  private Regimes(Config file) {
    this.file = file;
  }

  /**
   * Those of a file.
   *
   * @throws SettingsException if it cannot be read
   */
  public static Regimes of(Path path) {
    if (!Files.isReadable(path)) {
      throw new SettingsException(
          List.of(
              "Cannot read %s: no such file. Check --config.".formatted(path.toAbsolutePath())));
    }
    try {
      return of(ConfigFactory.parseFile(path.toFile()));
    } catch (ConfigException unreadable) {
      throw new SettingsException(List.of(unreadable.getMessage()));
    }
  }

  /** Those of a configuration that has been read. */
  public static Regimes of(Config config) {
    try {
      Config resolved = config.resolve();
      List<String> unknown =
          resolved.root().keySet().stream()
              .filter(key -> !key.equals(BASE) && !key.equals("regimes"))
              .sorted()
              .map("%s is not a setting. Put settings under base or under regimes.NAME."::formatted)
              .toList();
      if (!unknown.isEmpty()) {
        throw new SettingsException(unknown);
      }
      return new Regimes(resolved);
    } catch (ConfigException unreadable) {
      throw new SettingsException(List.of(unreadable.getMessage()));
    }
  }

  /** These, with what a file of the user's sets put over them. */
  public Regimes overlaidBy(Path path) {
    return of(of(path).file.withFallback(file));
  }

  /** All names, in their order. */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>(List.of(BASE));
    if (file.hasPath("regimes")) {
      names.addAll(file.getObject("regimes").keySet());
    }
    return List.copyOf(names);
  }

  /**
   * The settings of a regime.
   *
   * @throws SettingsException if there is none of this name, or with all that is wrong in it
   */
  public WorldSettings named(String name) {
    return SettingsReader.read(name, merged(name), WorldSettings.class);
  }

  /** The settings of a regime as somebody can read them and use them again. */
  public String rendered(String name) {
    return merged(name)
        .toConfig()
        .atKey(BASE)
        .root()
        .render(
            ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(false));
  }

  private ConfigObject merged(String name) {
    if (!names().contains(name)) {
      throw new SettingsException(
          List.of(
              "There is no regime '%s'. Name one of %s, or add it under regimes."
                  .formatted(name, String.join(", ", names()))));
    }
    ConfigObject base = objectAt(BASE);
    return name.equals(BASE)
        ? base
        : objectAt("regimes." + ConfigUtil.quoteString(name)).withFallback(base);
  }

  private ConfigObject objectAt(String path) {
    if (!file.hasPath(path) || file.getValue(path).valueType() != ConfigValueType.OBJECT) {
      throw new SettingsException(
          List.of("%s is missing or no object { … }. Describe a shop there.".formatted(path)));
    }
    return file.getObject(path);
  }
}
