package io.seedbed.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named steps of an SQL script: what follows a line {@code -- step: NAME} up to the next. */
final class SqlSteps {

  private static final String MARK = "-- step: ";

  private final String script;
  private final Map<String, String> texts;

  private SqlSteps(String script, Map<String, String> texts) {
    this.script = script;
    this.texts = texts;
  }

  /** The steps of a script that lies beside this class. */
  static SqlSteps of(String script) {
    try (InputStream resource = SqlSteps.class.getResourceAsStream(script)) {
      if (resource == null) {
        throw new IllegalArgumentException(
            "Cannot read %s: there is no such script. Put it beside SqlSteps.".formatted(script));
      }
      return parsed(script, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read %s".formatted(script), unreadable);
    }
  }

  static SqlSteps parsed(String script, String text) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> parts = List.of(text.split("(?m)^" + MARK));
    for (String part : parts.subList(1, parts.size())) {
      String[] named = part.split("\n", 2);
      texts.put(named[0].strip(), named.length == 2 ? named[1] : "");
    }
    return new SqlSteps(script, texts);
  }

  /** The names in the order of the script. */
  List<String> names() {
    return List.copyOf(texts.keySet());
  }

  /** The text of a step, for {@code executeUpdate} as a whole. */
  String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "Cannot run step '%s': %s has %s. Correct the name.".formatted(name, script, names()));
    }
    return text;
  }
}
