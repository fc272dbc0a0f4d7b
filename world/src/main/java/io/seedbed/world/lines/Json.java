package io.seedbed.world.lines;

/** One JSON object on one line, written from left to right. */
public final class Json {

  private static final char FIRST_PRINTABLE = ' ';

  private final StringBuilder text = new StringBuilder(256);
  private boolean isFirst = true;

  private Json() {}

  /** An object that is open. */
  public static Json object() {
    Json json = new Json();
    json.open('{');
    return json;
  }

  public Json field(String key, String value) {
    key(key);
    quote(value);
    return this;
  }

  public Json field(String key, long value) {
    key(key);
    text.append(value);
    return this;
  }

  /** Opens an object under a key. */
  public Json objectAt(String key) {
    key(key);
    open('{');
    return this;
  }

  /** Opens an array under a key. */
  public Json arrayAt(String key) {
    key(key);
    open('[');
    return this;
  }

  /** Opens an object that is an element of an array. */
  public Json element() {
    separate();
    open('{');
    return this;
  }

  /** Puts text into an array. */
  public Json element(String value) {
    separate();
    quote(value);
    return this;
  }

  public Json endObject() {
    text.append('}');
    isFirst = false;
    return this;
  }

  public Json endArray() {
    text.append(']');
    isFirst = false;
    return this;
  }

  /** Closes the object and gives the line without its end. */
  public String line() {
    return endObject().text.toString();
  }

  private void open(char bracket) {
    text.append(bracket);
    isFirst = true;
  }

  private void key(String key) {
    separate();
    quote(key);
    text.append(':');
  }

  private void separate() {
    if (!isFirst) {
      text.append(',');
    }
    isFirst = false;
  }

  private void quote(String value) {
    text.append('"');
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character < FIRST_PRINTABLE) {
        text.append("\\u%04x".formatted((int) character));
      } else {
        text.append(character);
      }
    }
    text.append('"');
  }
}
