package io.seedbed.world.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads records of numbers, dates and lists, one key in kebab-case a component; reads all first.
 */
final class SettingsReader {

  private record Kind(String expected, Function<String, Object> parse) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          int.class, new Kind("a whole number", Integer::valueOf),
          double.class, new Kind("a number", SettingsReader::finite),
          Double.class, new Kind("a number", SettingsReader::finite),
          Integer.class, new Kind("a whole number", Integer::valueOf),
          String.class, new Kind("text", text -> text),
          LocalDate.class, new Kind("a date such as 2026-02-17", LocalDate::parse),
          MonthDay.class,
              new Kind("a day of any year such as 11-11", text -> MonthDay.parse("--" + text)));

  private final List<String> problems = new ArrayList<>();

  /**
   * The record that an object describes.
   *
   * @throws SettingsException with everything that is wrong
   */
  static <T extends Record> T read(String path, ConfigObject object, Class<T> type) {
    SettingsReader reader = new SettingsReader();
    Optional<Object> read = reader.readRecord(path, object, type);
    if (!reader.problems.isEmpty()) {
      throw new SettingsException(reader.problems);
    }
    return type.cast(read.orElseThrow());
  }

  private Optional<Object> readRecord(String path, ConfigObject object, Class<?> type) {
    Map<String, ConfigValue> unread = new TreeMap<>(object);
    List<Optional<Object>> members = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = keyOf(component.getName());
      ConfigValue value = unread.remove(key);
      if (value == null) {
        report(path + "." + key, object, "is missing. Set it; conf/world.conf says what it means.");
        members.add(Optional.empty());
      } else {
        members.add(readValue(path + "." + key, value, component.getGenericType()));
      }
    }
    String known =
        String.join(
            ", ",
            Stream.of(type.getRecordComponents()).map(each -> keyOf(each.getName())).toList());
    unread.forEach(
        (key, value) ->
            report(path + "." + key, value, "is not a setting. Known here: " + known + "."));
    return members.contains(Optional.empty())
        ? Optional.empty()
        : construct(path, object, type, members.stream().map(Optional::orElseThrow).toArray());
  }

  private Optional<Object> construct(
      String path, ConfigObject object, Class<?> type, Object[] members) {
    Class<?>[] parameters =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return Optional.of(type.getConstructor(parameters).newInstance(members));
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof OutOfRange reason) {
        report(path + "." + reason.key(), object.get(reason.key()), reason.getMessage());
        return Optional.empty();
      }
      throw new IllegalStateException("Cannot construct " + type.getName(), refused.getCause());
    } catch (ReflectiveOperationException unusable) {
      throw new IllegalStateException(
          "Cannot construct %s: make the record public.".formatted(type.getName()), unusable);
    }
  }

  private Optional<Object> readValue(String path, ConfigValue value, Type type) {
    if (type instanceof ParameterizedType list) {
      return readList(path, value, list.getActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return value instanceof ConfigObject object
          ? readRecord(path, object, raw)
          : wrongType(path, value, "an object { … }");
    }
    Kind kind = KINDS.get(raw);
    try {
      return Optional.of(kind.parse().apply(value.atKey("value").getString("value")));
    } catch (IllegalArgumentException | DateTimeException | ConfigException unreadable) {
      return wrongType(path, value, kind.expected());
    }
  }

  private Optional<Object> readList(String path, ConfigValue value, Type elementType) {
    if (!(value instanceof ConfigList elements)) {
      return wrongType(path, value, "a list [ … ]");
    }
    List<Optional<Object>> read = new ArrayList<>();
    for (ConfigValue element : elements) {
      read.add(readValue("%s[%d]".formatted(path, read.size()), element, elementType));
    }
    return read.contains(Optional.empty())
        ? Optional.empty()
        : Optional.of(read.stream().map(Optional::orElseThrow).toList());
  }

  private Optional<Object> wrongType(String path, ConfigValue value, String expected) {
    String found = value.render(ConfigRenderOptions.concise());
    report(path, value, "is %s, which is not %s. Correct it.".formatted(found, expected));
    return Optional.empty();
  }

  private void report(String path, ConfigValue where, String problem) {
    problems.add("%s (%s) %s".formatted(path, where.origin().description(), problem));
  }

  private static String keyOf(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Object finite(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(text);
    }
    return number;
  }
}
