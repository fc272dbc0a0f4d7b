package io.seedbed.jobs.ingest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * Files as somebody asked for them, for answers that can be typed again.
 *
 * @param globs paths, folders or globs as they were given
 * @param first the first file that they match
 */
record AskedFiles(List<String> globs, SourceFile first) {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+=,-]+");
  private static final Pattern SPECIAL_IN_QUOTES = Pattern.compile("([\"$`\\\\])");

  AskedFiles {
    globs = List.copyOf(globs);
  }

  /** The path of the first file: as it was given, or whole where a folder or a glob was given. */
  String firstPath() {
    boolean isNamed =
        globs.size() == 1 && new Path(globs.get(0)).getName().equals(first.path().getName());
    String scheme = first.path().toUri().getScheme();
    boolean isLocal = scheme == null || scheme.equals("file");
    String whole = isLocal ? first.path().toUri().getPath() : first.path().toString();
    return isNamed ? globs.get(0) : whole;
  }

  /** What was given, as a shell takes it for the same again. */
  String arguments() {
    return globs.stream().map(AskedFiles::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String glob) {
    return PLAIN.matcher(glob).matches()
        ? glob
        : "\"" + SPECIAL_IN_QUOTES.matcher(glob).replaceAll("\\\\$1") + "\"";
  }
}
