package io.seedbed.jobs.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.seedbed.features.source.SourceContract;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Checks what {@code sources} of a configuration names: contracts and presets. A source under a
 * mistyped name would otherwise be left out of the run without a word.
 */
public final class SourceNames {

  private final List<String> problems = new ArrayList<>();

  /** One problem for each source that is none, and for each preset that cannot be used. */
  public static List<String> problems(Config effective) {
    SourceNames names = new SourceNames();
    if (effective.root().get("sources") instanceof ConfigObject sources) {
      new TreeMap<>(sources).forEach(names::check);
    }
    return names.problems;
  }

  private void check(String name, ConfigValue source) {
    if (source.valueType() == ConfigValueType.NULL) {
      return;
    }
    List<String> known = Contracts.ALL.stream().map(SourceContract::name).sorted().toList();
    if (!known.contains(name)) {
      report(name, source, "is no source." + Suggestion.of(name, known));
      return;
    }
    ConfigValue preset = source instanceof ConfigObject object ? object.get("preset") : null;
    if (preset != null && preset.unwrapped() instanceof String text) {
      try {
        Preset.load(text).mappingOf(Contracts.named(name));
      } catch (ConfigurationException unusable) {
        unusable.problems().forEach(problem -> report(name + ".preset", preset, problem));
      }
    }
  }

  private void report(String key, ConfigValue where, String problem) {
    problems.add("sources.%s (%s) %s".formatted(key, where.origin().description(), problem));
  }
}
