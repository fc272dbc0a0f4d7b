package io.seedbed.jobs.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One export file of the shop, as CSV with a header or as JSON lines, by its file name. */
final class Sheet implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> columns;
  private final Writer lines;
  private final CsvWriter csv;

  private Sheet(List<String> columns, Writer lines, CsvWriter csv) {
    this.columns = columns;
    this.lines = lines;
    this.csv = csv;
  }

  static Sheet csv(Path file, String... columns) throws IOException {
    Writer lines = Files.newBufferedWriter(file);
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    CsvWriter csv = new CsvWriter(lines, settings);
    csv.writeHeaders(columns);
    return new Sheet(List.of(columns), lines, csv);
  }

  static Sheet jsonLines(Path file, String... columns) throws IOException {
    return new Sheet(List.of(columns), Files.newBufferedWriter(file), null);
  }

  /** Adds a row; a null value is an empty CSV cell or an absent JSON key. */
  void add(Object... values) {
    if (csv != null) {
      csv.writeRow(values);
      return;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        object.put(columns.get(i), values[i]);
      }
    }
    addLine(object);
  }

  private void addLine(Map<String, Object> object) {
    try {
      lines.write(JSON.writeValueAsString(object));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    } else {
      lines.close();
    }
  }
}
