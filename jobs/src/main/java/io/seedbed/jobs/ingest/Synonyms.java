package io.seedbed.jobs.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.seedbed.features.source.SourceContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How columns are called that are not called by their canonical name, and the presets to try on a
 * file: {@code conf/sources/synonyms.conf}.
 */
final class Synonyms {

  private final Config config;

  private Synonyms(Config config) {
    this.config = config;
  }

  /** The packaged synonyms. */
  static Synonyms packaged() {
    return new Synonyms(
        ConfigFactory.parseResources(
            Synonyms.class.getClassLoader(),
            "conf/sources/synonyms.conf",
            ConfigParseOptions.defaults().setAllowMissing(false)));
  }

  /** Names of the presets to try on a file. */
  List<String> presets() {
    return config.getStringList("presets");
  }

  /**
   * The column of each canonical input that one of the columns is called like; no column stands for
   * two inputs.
   */
  Map<String, String> columnsOf(SourceContract contract, Collection<String> columns) {
    Map<String, String> columnByInput = new LinkedHashMap<>();
    for (String input : contract.inputNames()) {
      columnOf(contract, input, columns)
          .filter(column -> !columnByInput.containsValue(column))
          .ifPresent(column -> columnByInput.put(input, column));
    }
    return columnByInput;
  }

  private Optional<String> columnOf(
      SourceContract contract, String input, Collection<String> columns) {
    List<String> names = new ArrayList<>(List.of(input));
    String key = "sources." + contract.name() + "." + input;
    if (config.hasPath(key)) {
      names.addAll(config.getStringList(key));
    }
    return names.stream()
        .flatMap(name -> columns.stream().filter(column -> plain(column).equals(plain(name))))
        .findFirst();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-()（）/]", "");
  }
}
