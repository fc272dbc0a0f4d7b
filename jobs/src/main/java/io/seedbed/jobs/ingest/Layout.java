package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How the files of a source are laid out. A preset gives a layout; what a source's settings give
 * wins over it.
 *
 * @param separator of CSV columns: one character; "," where it is missing
 * @param charset of CSV and text lines; UTF-8 where it is missing, JSON lines always
 * @param header whether a CSV file starts with the names of its columns; yes where it is missing
 * @param multiLine whether quoted CSV values hold line breaks, which makes a file one task; no
 *     where it is missing
 * @param rawColumns names of the columns of a CSV file without a header; of columns that
 *     expressions ask for and not every CSV file with a header has; or of the JSON keys that
 *     expressions ask for
 * @param pattern of text lines: a regular expression whose groups are all named; each group is a
 *     column
 * @param dayPattern a regular expression with one group that finds the day (yyyy-MM-dd) in a file's
 *     name, given to expressions as the column {@code file_day}
 * @param consecutiveDaysEnding moves day files onto consecutive days, in the order of their names,
 *     of which this is the last
 */
public record Layout(
    Optional<String> separator,
    Optional<String> charset,
    Optional<Boolean> header,
    Optional<Boolean> multiLine,
    Optional<List<String>> rawColumns,
    Optional<String> pattern,
    Optional<String> dayPattern,
    Optional<LocalDate> consecutiveDaysEnding) {

  private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  public Layout {
    separator.ifPresent(
        given ->
            refuse(
                given.length() != 1,
                "separator is '%s'. Give one character; a tab is \"\\t\".".formatted(given)));
    charset.ifPresent(
        given ->
            refuse(
                !isCharset(given),
                "charset is '%s', which nobody knows. Name one such as UTF-8, GB18030 or ISO-8859-1."
                    .formatted(given)));
    pattern.ifPresent(given -> checkGroups("pattern", given, namedGroups(given).size()));
    dayPattern.ifPresent(given -> checkGroups("day-pattern", given, 1));
  }

  /** A layout that leaves everything as it is. */
  public static Layout plain() {
    return new Layout(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This layout in another charset and with another separator. */
  Layout with(String otherCharset, String otherSeparator) {
    return new Layout(
        Optional.of(otherSeparator),
        Optional.of(otherCharset),
        header,
        multiLine,
        rawColumns,
        pattern,
        dayPattern,
        consecutiveDaysEnding);
  }

  /** This layout with what another gives in its place. */
  public Layout overlaidBy(Layout other) {
    return new Layout(
        other.separator.or(() -> separator),
        other.charset.or(() -> charset),
        other.header.or(() -> header),
        other.multiLine.or(() -> multiLine),
        other.rawColumns.or(() -> rawColumns),
        other.pattern.or(() -> pattern),
        other.dayPattern.or(() -> dayPattern),
        other.consecutiveDaysEnding.or(() -> consecutiveDaysEnding));
  }

  char separatorChar() {
    return separator.orElse(",").charAt(0);
  }

  Charset encoding() {
    return charset.map(Charset::forName).orElse(StandardCharsets.UTF_8);
  }

  boolean hasHeader() {
    return header.orElse(true);
  }

  boolean isMultiLine() {
    return multiLine.orElse(false);
  }

  List<String> columns() {
    return rawColumns.orElseGet(List::of);
  }

  /** The names of the groups of the line pattern, in order. */
  List<String> patternGroups() {
    return namedGroups(linePattern());
  }

  String linePattern() {
    return pattern.orElseThrow(
        () ->
            new SourceException(
                "Cannot read text lines: the preset has no layout.pattern. Add a regular expression with named groups."));
  }

  private static List<String> namedGroups(String regex) {
    List<String> names = new ArrayList<>();
    Matcher matcher = GROUP_NAME.matcher(regex);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static void checkGroups(String key, String regex, int expected) {
    int groups;
    try {
      groups = Pattern.compile(regex).matcher("").groupCount();
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(
          "%s is no regular expression: %s. Correct it.".formatted(key, invalid.getDescription()),
          invalid);
    }
    refuse(
        groups != expected || groups == 0,
        "%s has %d groups. %s"
            .formatted(
                key,
                groups,
                key.equals("pattern")
                    ? "Name at least one, and write every other as (?:…)."
                    : "Give it one, around the day."));
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }

  private static void refuse(boolean isWrong, String problem) {
    if (isWrong) {
      throw new IllegalArgumentException(problem);
    }
  }
}
