package io.seedbed.notebooks;

import java.util.Locale;

/** The two languages everything is said in. */
public enum Language {
  ENGLISH,
  CHINESE;

  /** One text of two. */
  public String choose(String english, String chinese) {
    return this == ENGLISH ? english : chinese;
  }

  /** The language of a tag such as "en" or "zh-CN". */
  public static Language of(String tag) {
    return switch (Locale.forLanguageTag(tag).getLanguage()) {
      case "en" -> ENGLISH;
      case "zh" -> CHINESE;
      default ->
          throw new IllegalArgumentException(
              "Cannot write in language '%s': there are en and zh. Choose one.".formatted(tag));
    };
  }
}
