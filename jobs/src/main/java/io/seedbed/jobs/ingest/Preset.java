package io.seedbed.jobs.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceMapping;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.RecordReader;
import io.seedbed.jobs.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one delivery of files is read: their format, their layout, and for each source in them how
 * columns become canonical inputs. A file under {@code conf/sources/}; everything a data set needs
 * is said there, none of it in code.
 *
 * @param sources mappings by the name of a contract; a source without one brings the canonical
 *     column names
 * @param markers columns or keys that every file has by which it is known, where others come and go
 */
public record Preset(
    Format format,
    Optional<Layout> layout,
    Map<String, SourceMapping> sources,
    Optional<List<String>> markers) {

  /** What the files are. */
  public enum Format {
    CSV,
    /** One JSON document a line. */
    JSON_LINES,
    /** One JSON document a file. */
    JSON,
    PARQUET,
    TEXT_LINES
  }

  /**
   * Loads a preset by its name under {@code conf/sources/}, or from a file of the shop's own when
   * the name ends in {@code .conf}.
   *
   * @throws ConfigurationException with all that is wrong in it
   */
  public static Preset load(String name) {
    Preset preset;
    try {
      preset = RecordReader.read(parse(name).resolve(), Preset.class);
    } catch (ConfigException unreadable) {
      throw new ConfigurationException(
          List.of(
              "Cannot read preset '%s': %s. Name a file under conf/sources/ or the path of one."
                  .formatted(name, unreadable.getMessage())));
    }
    return preset;
  }

  /**
   * A preset with all it includes, on one line with sorted keys: the same text, the same meaning.
   */
  public static String text(String name) {
    return parse(name).resolve().root().render(ConfigRenderOptions.concise());
  }

  /**
   * The mapping of a source, checked against its contract.
   *
   * @throws ConfigurationException when it maps what the contract does not have
   */
  public SourceMapping mappingOf(SourceContract contract) {
    SourceMapping mapping = sources.getOrDefault(contract.name(), SourceMapping.canonical());
    try {
      mapping.check(contract);
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException(
          List.of("sources.%s of the preset %s".formatted(contract.name(), wrong.getMessage())));
    }
    return mapping;
  }

  /** Whether rows of a source can be of a kind. */
  public boolean brings(SourceContract contract, String kind) {
    return mappingOf(contract).kinds().orElseGet(List::of).stream()
        .anyMatch(rule -> rule.kind().equals(kind));
  }

  /** Whether the days of a source's files go by their place among all its files. */
  public static boolean daysGoByPlace(Settings.Source source) {
    return load(source.preset())
        .effectiveLayout(source.layout())
        .consecutiveDaysEnding()
        .isPresent();
  }

  Layout effectiveLayout(Optional<Layout> overlay) {
    return layout.orElseGet(Layout::plain).overlaidBy(overlay.orElseGet(Layout::plain));
  }

  private static Config parse(String name) {
    return name.endsWith(".conf")
        ? ConfigFactory.parseFile(
            Path.of(name).toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
        : ConfigFactory.parseResources(
            Preset.class.getClassLoader(),
            "conf/sources/" + name + ".conf",
            ConfigParseOptions.defaults().setAllowMissing(false));
  }
}
