package io.seedbed.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * What has been delivered so far of a shop that {@link BenchShop} wrote: the same folders with the
 * files of the days up to one.
 */
record Inbox(Path data, Path folder) {

  private static final String SUFFIX = ".parquet";

  /** Empties it, delivers the days up to one, and writes the settings that read it. */
  void deliverUpTo(LocalDate last) throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
    for (String source : BenchShop.SOURCES) {
      Files.createDirectories(folder.resolve(source));
      for (LocalDate day : days(source)) {
        if (!day.isAfter(last)) {
          deliver(source, day);
        }
      }
    }
    BenchConf.write(folder);
  }

  /** Delivers one day; once more does nothing. */
  void deliver(LocalDate day) throws IOException {
    for (String source : BenchShop.SOURCES) {
      if (!Files.exists(file(folder, source, day))) {
        deliver(source, day);
      }
    }
  }

  /** The settings of a run that reads it. */
  Path conf() {
    return folder.resolve(BenchConf.FILE);
  }

  /** Days of the shop after its history, for nights to take in. */
  List<LocalDate> nights() throws IOException {
    return days(BenchShop.SOURCES.get(0)).stream()
        .filter(day -> day.isAfter(BenchShop.LAST_DAY))
        .toList();
  }

  private void deliver(String source, LocalDate day) throws IOException {
    Folders.link(file(folder, source, day), file(data, source, day));
  }

  private List<LocalDate> days(String source) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(source))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())))
          .sorted()
          .toList();
    }
  }

  private static Path file(Path under, String source, LocalDate day) {
    return under.resolve(source).resolve(day + SUFFIX);
  }
}
