package io.seedbed.world.lines;

import java.util.Locale;

/** Text with numbers in it, the same in every country. */
public final class Text {

  /** As {@link String#format}, with the digits 0 to 9. */
  public static String of(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private Text() {}
}
