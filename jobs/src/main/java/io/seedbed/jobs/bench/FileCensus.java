package io.seedbed.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The files below a folder at a moment, with when each was written last. */
record FileCensus(Path folder, Map<Path, FileTime> files) {

  /** Counts the folder, which need not exist. */
  static FileCensus of(Path folder) throws IOException {
    Map<Path, FileTime> files = new HashMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          files.put(file, Files.getLastModifiedTime(file));
        }
      }
    }
    return new FileCensus(folder, Map.copyOf(files));
  }

  /** The folder as it is now. */
  FileCensus again() throws IOException {
    return of(folder);
  }

  /** Files that were not there before, or have been written since. */
  long filesNewSince(FileCensus before) {
    return files.entrySet().stream()
        .filter(file -> !file.getValue().equals(before.files.get(file.getKey())))
        .count();
  }
}
