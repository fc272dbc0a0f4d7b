package io.seedbed.world.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what a world wrote, by a reader that knows nothing of the writer. */
public final class Tables {

  /** The rows of a CSV file by their header. */
  public static List<Map<String, String>> csv(Path file) throws IOException {
    List<List<String>> records = records(Files.readString(file).replace("\uFEFF", ""));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> values : records.subList(1, records.size())) {
      if (values.size() != records.get(0).size()) {
        throw new AssertionError(
            "%s has a row of %d values: %s".formatted(file, values.size(), values));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int at = 0; at < values.size(); at++) {
        row.put(records.get(0).get(at), values.get(at));
      }
      rows.add(row);
    }
    return rows;
  }

  /** All files below a folder, sorted. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<List<String>> records(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean isQuoted = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (isQuoted && character == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        value.append('"');
        at++;
      } else if (character == '"') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && (character == ',' || character == '\n')) {
        record.add(value.toString());
        value.setLength(0);
        if (character == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else {
        value.append(character);
      }
    }
    return records;
  }

  private Tables() {}
}
