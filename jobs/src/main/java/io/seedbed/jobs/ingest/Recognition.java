package io.seedbed.jobs.ingest;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.seedbed.features.source.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private static final Pattern OBJECT = Pattern.compile("\\s*\\{.*");

  /**
   * An array of objects, of arrays or of texts begins so; a line of a log, such as [09:14], not.
   */
  private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*(?:[\\[{\\]\"].*)?");

  /** A preset and how many of the columns it asks for a file has. */
  public record Fit(String preset, int found, int asked) {
    private double share() {
      return (double) found / asked;
    }
  }

  private final AskedFiles asked;
  private final Preset.Format format;
  private final Optional<String> charset;
  private final Optional<String> separator;
  private final List<String> columns;

  private Recognition(
      AskedFiles asked,
      Preset.Format format,
      Optional<String> charset,
      Optional<String> separator,
      List<String> columns) {
    this.asked = asked;
    this.format = format;
    this.charset = charset;
    this.separator = separator;
    this.columns = columns;
  }

  /**
   * Looks at the first file that globs match.
   *
   * @throws SourceException when there is none, it cannot be read, or its first line tells nothing
   */
  public static Recognition of(List<String> globs, Configuration hadoop) {
    AskedFiles asked = new AskedFiles(globs, SourceFile.matching(SOURCE, globs, hadoop).get(0));
    return jsonKeys(asked, hadoop)
        .map(
            keys ->
                new Recognition(
                    asked, Preset.Format.JSON_LINES, Optional.empty(), Optional.empty(), keys))
        .orElseGet(() -> ofCsv(asked, hadoop));
  }

  /** The path of the file, as it was given where it was. */
  public String file() {
    return asked.firstPath();
  }

  /** The files as a shell takes them again: the paths and globs that were given. */
  public String arguments() {
    return asked.arguments();
  }

  /** The columns or keys found. */
  public List<String> columns() {
    return columns;
  }

  /**
   * Whether what stands for names are values: the file has no header, and what its first row says
   * of somebody is not to be shown.
   */
  public boolean isHeaderless() {
    return format == Preset.Format.CSV && new CsvHeader(file(), columns).seemsARow();
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
    return new PresetDraft(format, charset, separator, columns).text();
  }

  private Optional<Fit> fit(String name) {
    Preset preset = Preset.load(name);
    Set<String> known = AskedColumns.of(preset);
    if (!canBeOf(preset) || known.isEmpty()) {
      return Optional.empty();
    }
    int found = (int) columns.stream().filter(known::contains).count();
    return Optional.of(new Fit(name, found, known.size()));
  }

  /** A document with its rows inside it may be printed on one line. */
  private boolean canBeOf(Preset preset) {
    boolean isDocument =
        preset.format() == Preset.Format.JSON
            && preset.effectiveLayout(Optional.empty()).rows().isPresent();
    return preset.format() == format || (format == Preset.Format.JSON_LINES && isDocument);
  }

  /** The header in the charset and with the separator that make most of it. */
  private static Recognition ofCsv(AskedFiles asked, Configuration hadoop) {
    return Stream.of("UTF-8", "GB18030")
        .flatMap(
            charset ->
                Stream.of(",", ";", "\t").map(separator -> Layout.plain().with(charset, separator)))
        .flatMap(layout -> header(asked, layout, hadoop).stream())
        .max(Comparator.comparingInt(reading -> reading.columns.size()))
        .orElseThrow(
            () ->
                new SourceException(
                    "Cannot read %s: its first line is no header in UTF-8 or GB18030. Save it as CSV in UTF-8, and name no column twice."
                        .formatted(asked.firstPath())));
  }

  /** Empty where the first line makes no header. */
  private static Optional<Recognition> header(
      AskedFiles asked, Layout layout, Configuration hadoop) {
    List<String> columns;
    try {
      columns = CsvHeader.of(SOURCE, asked.first(), layout, hadoop).columns();
    } catch (SourceException noHeader) {
      return Optional.empty();
    }
    return columns.stream().anyMatch(name -> name.indexOf('\ufffd') >= 0)
        ? Optional.empty()
        : Optional.of(
            new Recognition(
                asked, Preset.Format.CSV, layout.charset(), layout.separator(), columns));
  }

  /** The keys of the first line where that is a JSON object; empty where it is no JSON. */
  private static Optional<List<String>> jsonKeys(AskedFiles asked, Configuration hadoop) {
    SourceFile file = asked.first();
    try (InputStream bytes = file.path().getFileSystem(hadoop).open(file.path());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      String line = Optional.ofNullable(lines.readLine()).orElse("").replaceFirst("^\ufeff", "");
      if (ARRAY.matcher(line).matches()) {
        throw document(asked, null);
      }
      return OBJECT.matcher(line).matches()
          ? Optional.of(List.copyOf(parsed(line)))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw SourceFailures.damaged(file.path().toString(), unreadable);
    } catch (ConfigException noObject) {
      throw document(asked, noObject);
    }
  }

  /** The parser's own words are no cause to be shown: they quote the line. */
  private static SourceException document(AskedFiles asked, ConfigException cause) {
    List<String> presets =
        Synonyms.packaged().presets().stream()
            .filter(name -> Preset.load(name).format() == Preset.Format.JSON)
            .toList();
    return new SourceException(
        "Cannot tell what %s is: its first line is no whole JSON object, so that it is a JSON document, or broken. Try the presets for documents, %s: seedbed sources check %s --preset %s. One object a line is known by its keys."
            .formatted(
                asked.firstPath(), String.join(", ", presets), asked.arguments(), presets.get(0)),
        cause);
  }

  private static Set<String> parsed(String object) {
    ConfigParseOptions json = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);
    return new TreeSet<>(ConfigFactory.parseString(object, json).root().keySet());
  }
}
