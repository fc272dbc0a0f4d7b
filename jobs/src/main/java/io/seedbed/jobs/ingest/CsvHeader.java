package io.seedbed.jobs.ingest;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.seedbed.features.source.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * The column names a CSV file starts with, read on the driver before any task is. Names are alike
 * when only their case differs, as Spark has it.
 */
record CsvHeader(String file, List<String> columns) {

  private static final String UNDECODABLE = "\ufffd";
  private static final Pattern VALUE = Pattern.compile("[0-9]{7}|@");
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * Reads the first line of a file.
   *
   * @throws SourceException when the file cannot be read or names a column twice
   */
  static CsvHeader of(String source, SourceFile file, Layout layout, Configuration hadoop) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(layout.separatorChar());
    settings.getFormat().setQuote('"');
    settings.getFormat().setQuoteEscape('"');
    settings.setMaxCharsPerColumn(-1);
    String[] names =
        new CsvParser(settings).parseLine(firstLine(source, file.path(), layout, hadoop));
    List<String> columns = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      columns.add(name == null || name.isBlank() ? "_c" + columns.size() : name.strip());
    }
    return new CsvHeader(file.name(), columns).withoutRepeats(source);
  }

  /**
   * Whether names hold what values do, a phone number, an order's number or an address: then they
   * are the first row of a file without a header, and are shown to nobody.
   */
  boolean seemsARow() {
    return columns.stream().anyMatch(name -> VALUE.matcher(name).find());
  }

  /** Refuses a header that lacks a column nobody can do without. */
  void require(String source, List<String> required) {
    List<String> missing =
        required.stream()
            .filter(name -> columns.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    if (!missing.isEmpty()) {
      throw new SourceException(
          "Cannot read %s: %s has no column %s. %s"
              .formatted(source, file, String.join(", ", missing), found(source)));
    }
  }

  private String found(String source) {
    return seemsARow()
        ? "Its first line seems to be a row and no header, and is not shown. Deliver the file with a header, or set sources.%s.layout { header = false, raw-columns = [...] }."
            .formatted(source)
        : "Columns found: %s. %s".formatted(String.join(", ", columns), remedy(source));
  }

  private String remedy(String source) {
    if (columns.stream().anyMatch(name -> name.contains(UNDECODABLE))) {
      return charsetRemedy(source);
    }
    if (columns.size() == 1) {
      for (String separator : List.of(";", "\t", "|")) {
        if (columns.get(0).contains(separator)) {
          return "Set sources.%s.layout.separator = \"%s\"."
              .formatted(source, separator.equals("\t") ? "\\t" : separator);
        }
      }
    }
    return "Map the columns in a preset under conf/sources/, or correct the file.";
  }

  private CsvHeader withoutRepeats(String source) {
    Set<String> seen = new HashSet<>();
    for (String name : columns) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new SourceException(
            "Cannot read %s: %s has two columns named %s. %s"
                .formatted(
                    source,
                    file,
                    seemsARow() ? "alike, which are not shown: its first line seems a row" : name,
                    name.contains(UNDECODABLE) ? charsetRemedy(source) : "Rename one."));
      }
    }
    return this;
  }

  private static String charsetRemedy(String source) {
    return "The file is in another charset: set sources.%s.layout.charset, for Chinese exports often GB18030."
        .formatted(source);
  }

  private static String firstLine(String source, Path path, Layout layout, Configuration hadoop) {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    try (InputStream bytes = path.getFileSystem(hadoop).open(path);
        InputStream plain = codec == null ? bytes : codec.createInputStream(bytes);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, layout.encoding()))) {
      String line = lines.readLine();
      if (line == null) {
        throw new SourceException(
            "Cannot read %s: %s is empty. Deliver it again.".formatted(source, path));
      }
      return line.indexOf(BYTE_ORDER_MARK) == 0 ? line.substring(1) : line;
    } catch (IOException unreadable) {
      throw SourceFailures.damaged(path.toString(), unreadable);
    }
  }
}
