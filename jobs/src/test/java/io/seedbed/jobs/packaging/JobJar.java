package io.seedbed.jobs.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The job jar of this build, and the libraries that it leaves to the cluster. */
final class JobJar {

  /** The root of the checkout. */
  static final Path HOME = Path.of(System.getProperty("seedbed.home"));

  private static final Path TARGET = HOME.resolve("jobs/target");

  /** The jar that is handed to spark-submit. */
  static Path path() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(file -> file.getFileName().toString().matches("seedbed-jobs-.*\\.jar"))
          .reduce(
              (one, another) -> {
                throw new IllegalStateException(
                    "There are two job jars, %s and %s. Run mvn clean.".formatted(one, another));
              })
          .orElseThrow(() -> new IllegalStateException("No job jar in " + TARGET));
    }
  }

  /** Spark and what it brings: the class path of the launcher without DuckDB's driver. */
  static List<Path> clusterLibraries() throws IOException {
    return Stream.of(Files.readString(TARGET.resolve("classpath.txt")).split(":", -1))
        .map(library -> Path.of(library.strip()))
        .filter(library -> !library.getFileName().toString().startsWith("duckdb_jdbc"))
        .toList();
  }

  /** The names of a jar's classes, without those that only Java's module system reads. */
  static Set<String> classes(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot list " + jar, unreadable);
    }
  }

  private JobJar() {}
}
