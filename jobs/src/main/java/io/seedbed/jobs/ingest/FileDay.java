package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The day a file stands for.
 *
 * @param day as yyyy-MM-dd; null where the layout gives files no day
 */
record FileDay(SourceFile file, String day) {

  /**
   * The days of files sorted by name: from their names, or consecutive and ending on a given day.
   *
   * @throws SourceException when a name holds no day
   */
  static List<FileDay> of(List<SourceFile> files, Layout layout) {
    List<FileDay> days = new ArrayList<>();
    for (SourceFile file : files) {
      int after = files.size() - 1 - days.size();
      String day =
          layout
              .consecutiveDaysEnding()
              .map(last -> last.minusDays(after).toString())
              .or(() -> layout.dayPattern().map(pattern -> dayIn(file.name(), pattern)))
              .orElse(null);
      days.add(new FileDay(file, day));
    }
    return days;
  }

  private static String dayIn(String name, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(name);
    try {
      if (matcher.find()) {
        return LocalDate.parse(matcher.group(1)).toString();
      }
    } catch (DateTimeParseException noDay) {
      throw noDay(name, pattern, noDay);
    }
    throw noDay(name, pattern, null);
  }

  private static SourceException noDay(String name, String pattern, Throwable cause) {
    return new SourceException(
        "Cannot read %s: layout.day-pattern %s finds no day (yyyy-MM-dd) in its name. Correct the pattern or the name."
            .formatted(name, pattern),
        cause);
  }
}
