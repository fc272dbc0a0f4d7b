package io.seedbed.jobs.ingest;

import io.seedbed.features.source.InputMapping;
import io.seedbed.features.source.KindRule;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceMapping;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns, or the keys of JSON, that the files of a preset are known by: its markers; else,
 * where rows lie inside a document, the keys on top of that; else all columns that it asks for.
 */
final class AskedColumns {

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** Names in any case. */
  static Set<String> of(Preset preset) {
    Set<String> asked = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Layout layout = preset.effectiveLayout(Optional.empty());
    if (preset.markers().isPresent()) {
      asked.addAll(preset.markers().get());
    } else if (layout.jsonPaths().isPresent()) {
      asked.addAll(layout.jsonPaths().get().topKeys());
    } else {
      asked.addAll(layout.columns());
      for (Map.Entry<String, SourceMapping> source : preset.sources().entrySet()) {
        asked.addAll(of(Contracts.named(source.getKey()), source.getValue()));
      }
    }
    return asked;
  }

  /**
   * The columns that a mapping names, those of its expressions as far as they are in backticks; of
   * the canonical names those that no file can do without.
   */
  private static Set<String> of(SourceContract contract, SourceMapping mapping) {
    if (mapping.columns().isEmpty()) {
      return new TreeSet<>(contract.requiredInputNames());
    }
    Set<String> named = new TreeSet<>();
    Stream.Builder<String> expressions = Stream.builder();
    for (String input : contract.inputNames()) {
      mapping.of(input).flatMap(InputMapping::column).ifPresent(named::add);
      mapping.of(input).flatMap(InputMapping::expression).ifPresent(expressions);
    }
    mapping.only().ifPresent(expressions);
    mapping.kinds().stream()
        .flatMap(rules -> rules.stream())
        .map(KindRule::when)
        .forEach(expressions);
    expressions
        .build()
        .forEach(
            expression -> {
              Matcher quoted = QUOTED.matcher(expression);
              while (quoted.find()) {
                named.add(quoted.group(1));
              }
            });
    return named;
  }

  private AskedColumns() {}
}
