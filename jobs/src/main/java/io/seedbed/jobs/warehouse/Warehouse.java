package io.seedbed.jobs.warehouse;

import io.seedbed.features.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folders of a warehouse: {@code tables/NAME}, {@code publication}, {@code locks/DATE}, {@code
 * runs/RUN_ID} and {@code export}.
 */
public final class Warehouse {

  private final Path root;
  private final FileSystem files;

  private Warehouse(Path root, FileSystem files) {
    this.root = root;
    this.files = files;
  }

  /** The warehouse at a path or URI, which need not exist yet. */
  public static Warehouse at(String root, Configuration hadoop) {
    Path path = new Path(root);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      return new Warehouse(files.makeQualified(path), files);
    } catch (IOException | IllegalArgumentException unreachable) {
      throw new IllegalArgumentException(
          "Cannot open warehouse %s: %s. Check --warehouse."
              .formatted(root, unreachable.getMessage()),
          unreachable);
    }
  }

  /** The root. */
  public Path root() {
    return root;
  }

  /** The file system all of it is on. */
  public FileSystem files() {
    return files;
  }

  /** The folder of a table. */
  public Path table(Table table) {
    return new Path(root, "tables/" + table.name());
  }

  /** The table that says which versions are published. */
  public Path publication() {
    return new Path(root, "publication");
  }

  /** The file that a run on a date holds. */
  public Path lock(LocalDate date) {
    return new Path(root, "locks/" + date);
  }

  /** The folder of a run. */
  public Path run(String runId) {
    return new Path(root, "runs/" + runId);
  }

  /** The folder of what is exported. */
  public Path export() {
    return new Path(root, "export");
  }

  /** Writes a small text file, replacing what was there. */
  public void writeText(Path file, String text) {
    try (OutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write %s".formatted(file), failed);
    }
  }

  /** The path as a user would type it: without {@code file:} on a local disk. */
  public static String display(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }
}
