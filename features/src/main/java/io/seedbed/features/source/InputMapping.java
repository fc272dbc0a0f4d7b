package io.seedbed.features.source;

import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one canonical input comes from: a column of the files, a Spark SQL expression over their
 * STRING columns, or a constant; exactly one of the three.
 *
 * @param format of an instant: a Spark datetime pattern, {@code epoch-seconds} or {@code
 *     epoch-millis}; without it ISO 8601
 * @param zone of an instant without an offset of its own; without it the layout's, else the shop's
 * @param minor whether an amount is in minor units; without it major units
 */
public record InputMapping(
    Optional<String> column,
    Optional<String> expression,
    Optional<String> constant,
    Optional<String> format,
    Optional<ZoneId> zone,
    Optional<Boolean> minor) {

  public InputMapping {
    long given = Stream.of(column, expression, constant).filter(Optional::isPresent).count();
    if (given != 1) {
      throw new IllegalArgumentException(
          "names %d of column, expression and constant. Name exactly one.".formatted(given));
    }
  }

  /** The column of the given name. */
  public static InputMapping ofColumn(String name) {
    return new InputMapping(
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A Spark SQL expression. */
  public static InputMapping ofExpression(String expression) {
    return new InputMapping(
        Optional.empty(),
        Optional.of(expression),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  boolean isMinor() {
    return minor.orElse(false);
  }
}
