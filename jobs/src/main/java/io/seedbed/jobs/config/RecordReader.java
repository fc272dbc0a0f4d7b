package io.seedbed.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads a resolved HOCON object into a record: one key per component, in kebab-case. Reads all of
 * it before it complains, and then says everything: unknown keys, missing keys, wrong types, and
 * what a record's constructor refuses.
 */
public final class RecordReader {

  private final List<String> problems = new ArrayList<>();

  /**
   * The record that a configuration describes.
   *
   * @throws ConfigurationException with all problems
   */
  public static <T extends Record> T read(Config config, Class<T> type) {
    RecordReader reader = new RecordReader();
    Optional<Object> read = reader.readRecord("", config.root(), type);
    if (!reader.problems.isEmpty()) {
      throw new ConfigurationException(reader.problems);
    }
    return type.cast(read.orElseThrow());
  }

  /** The key of a record component: {@code minOrders} is {@code min-orders}. */
  public static String keyOf(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private Optional<Object> readRecord(String path, ConfigObject object, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Set<String> known = new TreeSet<>();
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      String key = keyOf(component.getName());
      known.add(key);
      values.put(
          key, readMember(join(path, key), object, object.get(key), component.getGenericType()));
    }
    new TreeMap<>(object)
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                report(join(path, key), value, "is not a setting." + Suggestion.of(key, known));
              }
            });
    if (values.values().stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return construct(
        path, object, type, values.values().stream().map(Optional::orElseThrow).toArray());
  }

  private Optional<Object> construct(
      String path, ConfigObject object, Class<?> type, Object[] arguments) {
    Class<?>[] parameters =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return Optional.of(type.getConstructor(parameters).newInstance(arguments));
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException reason) {
        report(path, object, reason.getMessage());
        return Optional.empty();
      }
      throw new IllegalStateException("Cannot construct " + type.getName(), refused.getCause());
    } catch (ReflectiveOperationException unusable) {
      throw new IllegalStateException(
          "Cannot construct %s: make the record and its constructor public."
              .formatted(type.getName()),
          unusable);
    }
  }

  private Optional<Object> readMember(
      String path, ConfigObject parent, ConfigValue value, Type type) {
    boolean isAbsent = value == null || value.valueType() == ConfigValueType.NULL;
    if (raw(type) == Optional.class) {
      return isAbsent
          ? Optional.of(Optional.empty())
          : readValue(path, value, argument(type, 0)).map(Optional::of);
    }
    if (isAbsent) {
      report(
          path,
          value == null ? parent : value,
          "is missing. Set it; conf/seedbed.conf says what it means.");
      return Optional.empty();
    }
    return readValue(path, value, type);
  }

  private Optional<Object> readValue(String path, ConfigValue value, Type type) {
    Class<?> raw = raw(type);
    if (raw == List.class) {
      return readList(path, value, argument(type, 0));
    }
    if (raw == Map.class) {
      return readMap(path, value, argument(type, 1));
    }
    if (raw.isRecord()) {
      return value instanceof ConfigObject object
          ? readRecord(path, object, raw)
          : wrongType(path, value, "an object { … }");
    }
    try {
      return Optional.of(Scalar.read(value, raw));
    } catch (Scalar.Unreadable unreadable) {
      return wrongType(path, value, unreadable.getMessage());
    }
  }

  private Optional<Object> readList(String path, ConfigValue value, Type elementType) {
    if (!(value instanceof com.typesafe.config.ConfigList elements)) {
      return wrongType(path, value, "a list [ … ]");
    }
    List<Optional<Object>> read = new ArrayList<>();
    for (ConfigValue element : elements) {
      read.add(readMember(path + "[" + read.size() + "]", null, element, elementType));
    }
    return read.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(read.stream().map(Optional::orElseThrow).toList());
  }

  /** A key set to null is taken out of the map: that is how an overlay removes an entry. */
  private Optional<Object> readMap(String path, ConfigValue value, Type valueType) {
    if (!(value instanceof ConfigObject object)) {
      return wrongType(path, value, "an object { … }");
    }
    Map<String, Object> entries = new TreeMap<>();
    int before = problems.size();
    new TreeMap<>(object)
        .forEach(
            (key, entry) -> {
              if (entry.valueType() != ConfigValueType.NULL) {
                readValue(join(path, key), entry, valueType)
                    .ifPresent(read -> entries.put(key, read));
              }
            });
    return problems.size() > before ? Optional.empty() : Optional.of(entries);
  }

  private Optional<Object> wrongType(String path, ConfigValue value, String expected) {
    String found = value.render(com.typesafe.config.ConfigRenderOptions.concise());
    report(path, value, "is %s, which is not %s. Correct it.".formatted(found, expected));
    return Optional.empty();
  }

  private void report(String path, ConfigValue where, String problem) {
    String origin = where == null ? "" : " (" + where.origin().description() + ")";
    problems.add((path.isEmpty() ? "configuration" : path) + origin + " " + problem);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
