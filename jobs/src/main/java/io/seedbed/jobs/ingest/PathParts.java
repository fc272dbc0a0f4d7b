package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the path of a file says of all its rows, such as the channel a folder is named after. */
final class PathParts {

  /**
   * The values of the layout's path groups, in order; none where it has no path pattern.
   *
   * @throws SourceException when the pattern finds nothing in the path
   */
  static List<String> of(SourceFile file, Layout layout) {
    return layout.pathPattern().map(pattern -> in(file, pattern)).orElseGet(List::of);
  }

  private static List<String> in(SourceFile file, String pattern) {
    String path = file.path().toUri().getPath();
    Matcher matcher = Pattern.compile(pattern).matcher(path);
    if (!matcher.find()) {
      throw new SourceException(
          "Cannot read %s: layout.path-pattern %s finds nothing in its path. Correct the pattern or the place of the file."
              .formatted(path, pattern));
    }
    return Layout.namedGroups(pattern).stream().map(matcher::group).toList();
  }

  private PathParts() {}
}
