package io.seedbed.jobs.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Values as DuckDB writes them in SQL. */
final class Literals {

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String list(List<String> values) {
    return values.isEmpty()
        ? "[]::VARCHAR[]"
        : values.stream().map(Literals::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private Literals() {}
}
