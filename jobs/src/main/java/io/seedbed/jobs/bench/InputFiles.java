package io.seedbed.jobs.bench;

import io.seedbed.features.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one source in the order of their names, each named as the landed rows name it: by
 * its path below the folder that its configured path lies in. Found without Hadoop, whose start
 * would be charged to DuckDB.
 */
record InputFiles(String source, List<InputFile> files) {

  /** One file and its name. */
  record InputFile(Path path, String name) {}

  /**
   * The files that the configured paths stand for.
   *
   * @param paths files, or folders of files; no wildcards
   */
  static InputFiles of(String source, List<String> paths) throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (String path : paths) {
      files.addAll(below(source, Path.of(path).toAbsolutePath().normalize()));
    }
    files.sort(Comparator.comparing(InputFile::name));
    return new InputFiles(source, List.copyOf(files));
  }

  /** The paths as DuckDB lists them. */
  String paths() {
    return Literals.list(files.stream().map(file -> file.path().toString()).toList());
  }

  private static List<InputFile> below(String source, Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new SourceException(
          "Cannot read %s: %s does not exist. Name a file or a folder without wildcards in sources.%s.files."
              .formatted(source, path, source));
    }
    try (Stream<Path> found = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      return found
          .filter(Files::isRegularFile)
          .filter(InputFiles::isVisible)
          .map(file -> new InputFile(file, path.getParent().relativize(file).toString()))
          .toList();
    }
  }

  private static boolean isVisible(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith("_") && !name.startsWith(".");
  }
}
