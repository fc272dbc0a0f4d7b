package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * How the files of a source are laid out. A preset gives a layout; what a source's settings give
 * wins over it.
 *
 * @param separator of CSV columns: one character; "," where it is missing
 * @param charset of CSV and text lines; UTF-8 where it is missing, JSON always
 * @param header whether a CSV file starts with the names of its columns; yes where it is missing
 * @param multiLine whether quoted CSV values hold line breaks, which makes a file one task; no
 *     where it is missing
 * @param rawColumns names of the columns of a CSV file without a header; of columns that
 *     expressions ask for and not every CSV file with a header has; or of the JSON keys that
 *     expressions ask for
 * @param rows in JSON, the path (names of keys with dots between them) of the array whose elements
 *     are the rows; the document itself is the row where it is missing
 * @param outer in JSON, the paths of values in the document around the rows, by the name of the
 *     column that every row of the document gets them in
 * @param pattern of text lines: a regular expression whose groups are all named; each group is a
 *     column
 * @param dayPattern a regular expression with one group that finds the day (yyyy-MM-dd) in a file's
 *     name, given to expressions as the column {@code file_day}
 * @param pathPattern a regular expression with named groups that finds parts of a file's path, each
 *     given to expressions as the column of its name
 * @param consecutiveDaysEnding moves day files onto consecutive days, in the order of their names,
 *     of which this is the last
 */
public record Layout(
    Optional<String> separator,
    Optional<String> charset,
    Optional<Boolean> header,
    Optional<Boolean> multiLine,
    Optional<List<String>> rawColumns,
    Optional<String> rows,
    Optional<Map<String, String>> outer,
    Optional<String> pattern,
    Optional<String> dayPattern,
    Optional<String> pathPattern,
    Optional<LocalDate> consecutiveDaysEnding) {

  private static final String FILE_DAY = "file_day";
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
    pathPattern.ifPresent(given -> checkGroups("path-pattern", given, namedGroups(given).size()));
    new JsonPaths(rows, outer.orElseGet(Map::of));
    for (String name : namedGroups(pathPattern.orElse(""))) {
      refuse(
          outer.orElseGet(Map::of).containsKey(name),
          "outer and path-pattern both give a column '%s'. Rename one.".formatted(name));
    }
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
        rows,
        outer,
        pattern,
        dayPattern,
        pathPattern,
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
        other.rows.or(() -> rows),
        other.outer.or(() -> outer),
        other.pattern.or(() -> pattern),
        other.dayPattern.or(() -> dayPattern),
        other.pathPattern.or(() -> pathPattern),
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

  /** Where in a JSON document its rows and the values around them are; empty for a flat one. */
  Optional<JsonPaths> jsonPaths() {
    return rows.isEmpty() && outer.isEmpty()
        ? Optional.empty()
        : Optional.of(new JsonPaths(rows, outer.orElseGet(Map::of)));
  }

  List<String> outerNames() {
    return List.copyOf(outer.orElseGet(Map::of).keySet());
  }

  /** Whether files stand for days. */
  boolean hasDays() {
    return dayPattern.isPresent() || consecutiveDaysEnding.isPresent();
  }

  /** Columns whose values come from a file's name and path, the day first. */
  List<String> fileColumns() {
    return Stream.concat(
            hasDays() ? Stream.of(FILE_DAY) : Stream.empty(),
            namedGroups(pathPattern.orElse("")).stream())
        .toList();
  }

  /** The names of the groups of the line pattern, in order. */
  List<String> patternGroups() {
    return namedGroups(linePattern());
  }

  String linePattern() {
    return pattern.orElseThrow(
        () ->
            new SourceException(
                "Cannot read text lines: the preset has no layout.pattern. Add a regular expression"
                    + " with named groups."));
  }

  /** The names of the groups of a regular expression, in order. */
  static List<String> namedGroups(String regex) {
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
                key.equals("day-pattern")
                    ? "Give it one, around the day."
                    : "Name at least one, and write every other as (?:…)."));
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
