package io.seedbed.jobs.cli;

import io.seedbed.jobs.bench.BenchResults;
import io.seedbed.jobs.bench.Measure;
import io.seedbed.jobs.bench.Ratio;
import io.seedbed.jobs.bench.Spread;
import io.seedbed.jobs.bench.Subject;
import io.seedbed.jobs.bench.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the bench measured, for a terminal: surroundings, medians with extremes, ratios. */
record BenchTable(BenchResults results) {

  String text() {
    return Stream.of(surroundings(), medians(), ratios(), agreement())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private String surroundings() {
    Surroundings on = results.surroundings();
    String versions =
        on.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", "));
    return """
        %s on %s, %d cores, %,d MB, %s
        %s
        settings %s
        %d threads; DuckDB up to %,d MB
        nights: java %s
        others: java %s
        """
        .formatted(
            on.shop(),
            on.processor(),
            on.cores(),
            on.memoryMb(),
            on.system(),
            versions,
            on.configHash(),
            on.limits().threads(),
            on.limits().memoryMb(),
            telling(on.nightOptions()),
            telling(on.otherOptions()));
  }

  /** The options that can make a difference; the others stand in the JSON. */
  private static String telling(List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith("-X"))
        .collect(Collectors.joining(" "));
  }

  private String medians() {
    List<String> header = new ArrayList<>(List.of("median (least–most)"));
    Stream.of(Measure.values()).map(Measure::label).forEach(header::add);
    TextTable table = TextTable.of(header.toArray(String[]::new));
    for (Subject subject : Subject.values()) {
      if (results.costs().containsKey(subject)) {
        List<Object> row = new ArrayList<>(List.of(subject.label()));
        for (Measure measure : Measure.values()) {
          row.add(cell(measure, results.spread(subject, measure)));
        }
        table.row(row.toArray());
      }
    }
    return table.text();
  }

  private static String cell(Measure measure, Optional<Spread> spread) {
    return spread
        .map(
            found ->
                switch (measure) {
                  case WALL, CPU ->
                      String.format(
                          Locale.ROOT,
                          "%.1f (%.1f–%.1f)",
                          found.median(),
                          found.least(),
                          found.most());
                  default -> String.format(Locale.ROOT, "%,.0f", found.median());
                })
        .orElse("");
  }

  private String ratios() {
    TextTable table = TextTable.of("ratio", "of", "medians");
    for (Ratio ratio : results.ratios()) {
      OptionalDouble value = results.value(ratio);
      table.row(
          ratio.label(),
          ratio.measure().label(),
          value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–");
    }
    return table.text();
  }

  private String agreement() {
    if (results.agreements().isEmpty()) {
      return "Results were not compared.%n".formatted();
    }
    if (results.isExact()) {
      return "All %d tables agree with DuckDB's, row by row.%n"
          .formatted(results.agreements().size());
    }
    TextTable table = TextTable.of("table that disagrees", "rows", "rows that differ");
    results.agreements().stream()
        .filter(agreement -> !agreement.isExact())
        .forEach(
            agreement -> table.row(agreement.table(), agreement.rows(), agreement.differing()));
    return Stream.concat(
            Stream.of(table.text()),
            results.agreements().stream()
                .flatMap(agreement -> agreement.examples().stream())
                .map("%s%n"::formatted))
        .collect(Collectors.joining());
  }
}
