package io.seedbed.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small table in plain text: columns as wide as their widest cell, numbers to the right. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<String> header) {
    rows.add(header);
  }

  static TextTable of(String... header) {
    return new TextTable(Arrays.asList(header));
  }

  TextTable row(Object... cells) {
    rows.add(Arrays.stream(cells).map(TextTable::cell).toList());
    return this;
  }

  String text() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, int[] widths) {
    String cells =
        IntStream.range(0, widths.length)
            .mapToObj(column -> padded(row.get(column), widths[column]))
            .collect(Collectors.joining("  "));
    return "  " + cells.stripTrailing() + System.lineSeparator();
  }

  private static String padded(String cell, int width) {
    String blanks = " ".repeat(width - cell.length());
    return cell.matches("[-+]?[0-9][0-9.,]*( %)?") ? blanks + cell : cell + blanks;
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Long whole
        ? String.format(Locale.ROOT, "%,d", whole)
        : value.toString();
  }
}
