package io.seedbed.jobs.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one value of a setting; text that holds a number is a number, as from the environment. */
final class Scalar {

  /** Says, as its message, what was expected. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String expected) {
      super(expected);
    }
  }

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(int.class, new Kind("a whole number", Integer::valueOf)),
          Map.entry(Integer.class, new Kind("a whole number", Integer::valueOf)),
          Map.entry(long.class, new Kind("a whole number", Long::valueOf)),
          Map.entry(Long.class, new Kind("a whole number", Long::valueOf)),
          Map.entry(double.class, new Kind("a number", Scalar::finite)),
          Map.entry(Double.class, new Kind("a number", Scalar::finite)),
          Map.entry(boolean.class, new Kind("true or false", Scalar::truth)),
          Map.entry(Boolean.class, new Kind("true or false", Scalar::truth)),
          Map.entry(String.class, new Kind("text", text -> text)),
          Map.entry(LocalDate.class, new Kind("a date such as 2026-05-31", LocalDate::parse)),
          Map.entry(ZoneId.class, new Kind("a time zone such as Asia/Shanghai", ZoneId::of)));

  private record Kind(String expected, Function<String, Object> parse) {}

  static Object read(ConfigValue value, Class<?> type) throws Unreadable {
    if (type.isEnum()) {
      return constant(text(value, oneOf(type)), type);
    }
    Kind kind = KINDS.get(type);
    if (kind == null) {
      throw new IllegalStateException(
          "Cannot read a setting of type %s. Teach Scalar to.".formatted(type.getName()));
    }
    try {
      return kind.parse().apply(text(value, kind.expected()));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      throw new Unreadable(kind.expected());
    }
  }

  private static String text(ConfigValue value, String expected) throws Unreadable {
    try {
      return value.atKey("value").getString("value");
    } catch (ConfigException.WrongType notScalar) {
      throw new Unreadable(expected);
    }
  }

  private static Object constant(String text, Class<?> type) throws Unreadable {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> nameOf(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new Unreadable(oneOf(type)));
  }

  private static String oneOf(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(Scalar::nameOf)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String nameOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object finite(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static Object truth(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private Scalar() {}
}
