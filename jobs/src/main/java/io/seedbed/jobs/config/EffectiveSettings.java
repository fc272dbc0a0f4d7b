package io.seedbed.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import io.seedbed.jobs.ingest.SourceNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Settings and the exact configuration they came from: the packaged {@code conf/seedbed.conf}
 * overlaid by a file of the shop's, environment variables put in.
 *
 * @param json all keys and values, sorted, on one line
 * @param hash SHA-256 of {@code json}
 */
public record EffectiveSettings(Settings settings, String json, String hash) {

  private static final List<String> REQUIRED_SOURCES = List.of("orders", "chat_messages");

  /** The settings a checkout or a job jar comes with. */
  public static EffectiveSettings packaged() {
    return of(ConfigFactory.empty());
  }

  /** The packaged settings overlaid by a file. */
  public static EffectiveSettings overlaidBy(Path file) {
    return of(overlay(file));
  }

  /** What a file lays over other settings, unresolved. */
  public static Config overlay(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigurationException(
          List.of("Cannot read %s: no such file. Check --conf.".formatted(file.toAbsolutePath())));
    }
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (ConfigException unreadable) {
      throw new ConfigurationException(List.of(unreadable.getMessage()));
    }
  }

  /**
   * The packaged settings overlaid by another packaged file.
   *
   * @param name under {@code conf/}
   * @param variables what the file may refer to as {@code ${NAME}}
   */
  public static EffectiveSettings overlaidByPackaged(String name, Map<String, String> variables) {
    return parsed(() -> packagedFile(name), variables);
  }

  /** The packaged settings overlaid by an unresolved configuration. */
  public static EffectiveSettings of(Config overlay) {
    return parsed(() -> overlay);
  }

  /**
   * Refuses a configuration that a run could not start with.
   *
   * @throws ConfigurationException naming each required source that is not configured
   */
  public void requireSources() {
    List<String> missing =
        REQUIRED_SOURCES.stream()
            .filter(source -> !settings.sources().containsKey(source))
            .map(
                source ->
                    "sources.%s is missing, and a run needs it. Add it with a preset and files."
                        .formatted(source))
            .toList();
    if (!missing.isEmpty()) {
      throw new ConfigurationException(missing);
    }
  }

  /** The configuration as a file somebody can read and run again. */
  public String rendered() {
    return ConfigFactory.parseString(json)
        .root()
        .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  private static EffectiveSettings parsed(Supplier<Config> overlay) {
    return parsed(overlay, Map.of());
  }

  private static EffectiveSettings parsed(Supplier<Config> overlay, Map<String, String> variables) {
    try {
      Config resolved =
          withoutVariables(
              overlay
                  .get()
                  .withFallback(packagedFile("seedbed.conf"))
                  .withFallback(ConfigFactory.parseMap(variables))
                  .resolve(),
              variables.keySet());
      String json = resolved.root().render(ConfigRenderOptions.concise());
      return new EffectiveSettings(settings(resolved), json, DigestUtils.sha256Hex(json));
    } catch (ConfigException unreadable) {
      throw new ConfigurationException(List.of(unreadable.getMessage()));
    }
  }

  /** Says at once what is wrong with keys and values and with the names of sources and presets. */
  private static Settings settings(Config resolved) {
    List<String> problems = new ArrayList<>(SourceNames.problems(resolved));
    try {
      Settings settings = RecordReader.read(resolved, Settings.class);
      if (problems.isEmpty()) {
        return settings;
      }
    } catch (ConfigurationException refused) {
      problems.addAll(refused.problems());
    }
    throw new ConfigurationException(problems);
  }

  private static Config withoutVariables(Config config, Set<String> variables) {
    Config settings = config;
    for (String variable : variables) {
      settings = settings.withoutPath(variable);
    }
    return settings;
  }

  private static Config packagedFile(String name) {
    return ConfigFactory.parseResources(
        EffectiveSettings.class.getClassLoader(),
        "conf/" + name,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }
}
