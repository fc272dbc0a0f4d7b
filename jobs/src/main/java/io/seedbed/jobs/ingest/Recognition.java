package io.seedbed.jobs.ingest;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import io.seedbed.features.source.InputMapping;
import io.seedbed.features.source.KindRule;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceException;
import io.seedbed.features.source.SourceMapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * What a file seems to be by the names of its columns, or of the keys of its first JSON line: which
 * presets fit, and a preset of its own where none does. No row is read.
 */
public final class Recognition {

  private static final String SOURCE = "sources";
  private static final double FITS_FROM = 0.6;
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** A preset and how many of the columns it asks for a file has. */
  public record Fit(String preset, int found, int asked) {
    private double share() {
      return (double) found / asked;
    }
  }

  private final String file;
  private final Preset.Format format;
  private final Optional<String> charset;
  private final Optional<String> separator;
  private final List<String> columns;

  private Recognition(
      String file,
      Preset.Format format,
      Optional<String> charset,
      Optional<String> separator,
      List<String> columns) {
    this.file = file;
    this.format = format;
    this.charset = charset;
    this.separator = separator;
    this.columns = columns;
  }

  /**
   * Looks at the first file that globs match.
   *
   * @throws SourceException when there is none or it cannot be read
   */
  public static Recognition of(List<String> globs, Configuration hadoop) {
    SourceFile file = SourceFile.matching(SOURCE, globs, hadoop).get(0);
    return jsonKeys(file, hadoop)
        .map(
            keys ->
                new Recognition(
                    file.name(),
                    Preset.Format.JSON_LINES,
                    Optional.empty(),
                    Optional.empty(),
                    keys))
        .orElseGet(() -> ofCsv(file, hadoop));
  }

  /** The name of the file. */
  public String file() {
    return file;
  }

  /** The columns or keys found. */
  public List<String> columns() {
    return columns;
  }

  /** The presets that ask for columns most of which are there, the best first. */
  public List<Fit> fits() {
    return Synonyms.packaged().presets().stream()
        .map(this::fit)
        .flatMap(Optional::stream)
        .filter(fit -> fit.share() >= FITS_FROM)
        .sorted(Comparator.comparingDouble(Fit::share).reversed())
        .toList();
  }

  /**
   * A preset made of what the columns are called, for whoever knows the file to check; empty where
   * fewer than two columns are called like an input.
   */
  public Optional<String> draft() {
    Synonyms synonyms = Synonyms.packaged();
    SourceContract best = null;
    Map<String, String> bestColumns = Map.of();
    for (SourceContract contract : Contracts.ALL) {
      Map<String, String> found = synonyms.columnsOf(contract, columns);
      int fewerLacking =
          best == null ? 1 : lacking(best, bestColumns).size() - lacking(contract, found).size();
      boolean isBetter =
          fewerLacking > 0 || (fewerLacking == 0 && found.size() > bestColumns.size());
      if (found.size() > 1 && isBetter) {
        best = contract;
        bestColumns = found;
      }
    }
    return best == null ? Optional.empty() : Optional.of(draft(best, bestColumns));
  }

  private String draft(SourceContract contract, Map<String, String> columnByInput) {
    StringBuilder text = new StringBuilder();
    text.append("format = ")
        .append(format == Preset.Format.CSV ? "csv" : "json-lines")
        .append("\n\nlayout {\n");
    charset.ifPresent(name -> text.append("  charset = \"%s\"%n".formatted(name)));
    separator.ifPresent(
        name -> text.append("  separator = %s%n".formatted(ConfigUtil.quoteString(name))));
    text.append("}\n\nsources {\n  %s {\n    columns {\n".formatted(contract.name()));
    columnByInput.forEach(
        (input, column) ->
            text.append(
                "      %s { column = %s }\n".formatted(input, ConfigUtil.quoteString(column))));
    for (String input : lacking(contract, columnByInput)) {
      text.append(
          "      # Required, and no column is called like it.\n      %s { column = \"\" }\n"
              .formatted(input));
    }
    return text.append("    }\n  }\n}\n").toString();
  }

  private static List<String> lacking(SourceContract contract, Map<String, String> columnByInput) {
    return contract.requiredInputNames().stream()
        .filter(input -> !columnByInput.containsKey(input))
        .toList();
  }

  private Optional<Fit> fit(String name) {
    Preset preset = Preset.load(name);
    Set<String> asked = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    preset.layout().ifPresent(layout -> asked.addAll(layout.columns()));
    for (Map.Entry<String, SourceMapping> source : preset.sources().entrySet()) {
      asked.addAll(columnsOf(Contracts.named(source.getKey()), source.getValue()));
    }
    if (preset.format() != format || asked.isEmpty()) {
      return Optional.empty();
    }
    int found = (int) columns.stream().filter(asked::contains).count();
    return Optional.of(new Fit(name, found, asked.size()));
  }

  /**
   * The columns that a mapping names, those of its expressions as far as they are in backticks; of
   * the canonical names those that no file can do without.
   */
  private static Set<String> columnsOf(SourceContract contract, SourceMapping mapping) {
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
    mapping.kinds().orElseGet(List::of).stream().map(KindRule::when).forEach(expressions);
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

  /** The header in the charset and with the separator that make most of it. */
  private static Recognition ofCsv(SourceFile file, Configuration hadoop) {
    return Stream.of("UTF-8", "GB18030")
        .flatMap(
            charset ->
                Stream.of(",", ";", "\t").map(separator -> Layout.plain().with(charset, separator)))
        .flatMap(layout -> header(file, layout, hadoop).stream())
        .max(Comparator.comparingInt(reading -> reading.columns.size()))
        .orElseThrow(
            () ->
                new SourceException(
                    "Cannot read %s: its first line is no header in UTF-8 or GB18030. Save it as CSV in UTF-8, and name no column twice."
                        .formatted(file.name())));
  }

  /** Empty where the first line makes no header. */
  private static Optional<Recognition> header(
      SourceFile file, Layout layout, Configuration hadoop) {
    List<String> columns;
    try {
      columns = CsvHeader.of(SOURCE, file, layout, hadoop).columns();
    } catch (SourceException noHeader) {
      return Optional.empty();
    }
    return columns.stream().anyMatch(name -> name.indexOf('\ufffd') >= 0)
        ? Optional.empty()
        : Optional.of(
            new Recognition(
                file.name(), Preset.Format.CSV, layout.charset(), layout.separator(), columns));
  }

  /** The keys of the first line where that is a JSON object. */
  private static Optional<List<String>> jsonKeys(SourceFile file, Configuration hadoop) {
    try (InputStream bytes = file.path().getFileSystem(hadoop).open(file.path());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      return line == null || !line.stripLeading().startsWith("{")
          ? Optional.empty()
          : Optional.of(List.copyOf(parsed(line)));
    } catch (IOException unreadable) {
      throw SourceFailures.damaged(file.path().toString(), unreadable);
    } catch (ConfigException noObject) {
      throw new SourceException(
          "Cannot read %s: its first line is no JSON object. Deliver one object a line."
              .formatted(file.name()),
          noObject);
    }
  }

  private static Set<String> parsed(String object) {
    ConfigParseOptions json = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);
    return new TreeSet<>(ConfigFactory.parseString(object, json).root().keySet());
  }
}
