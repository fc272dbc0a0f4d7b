package io.seedbed.world.lines;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of comma-separated values (RFC 4180), without the end of the line. */
public final class Csv {

  /** A row of these values. */
  public static String row(List<String> values) {
    return values.stream().map(Csv::quoted).collect(Collectors.joining(","));
  }

  /** A row of these values, as their text. */
  public static String row(Object... values) {
    return row(Arrays.stream(values).map(String::valueOf).toList());
  }

  private static String quoted(String value) {
    boolean needsQuotes =
        value.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
    return needsQuotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  private Csv() {}
}
