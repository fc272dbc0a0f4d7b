package io.seedbed.jobs.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.io.FileUtils;

/** Folders that are put back to a state between measurements. */
final class Folders {

  /**
   * Makes a warehouse the same as another. Data files of tables are never written twice, so that a
   * second name for them is a copy; everything else is copied.
   */
  static void restore(Path warehouse, Path from) throws IOException {
    FileUtils.deleteDirectory(warehouse.toFile());
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(warehouse.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path relative = from.relativize(file);
            if (isData(relative)) {
              link(warehouse.resolve(relative), file);
            } else {
              Files.copy(file, warehouse.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A second name for a file, or a copy where the file system has no such thing. */
  static void link(Path name, Path file) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (IOException | UnsupportedOperationException elsewhere) {
      Files.copy(file, name, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static boolean isData(Path relative) {
    return relative.startsWith("tables")
        && relative.toString().endsWith(".parquet")
        && !relative.toString().contains("_delta_log");
  }

  private Folders() {}
}
