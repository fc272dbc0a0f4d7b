package io.seedbed.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What one child process of the bench is to do. Paths and days are text, as it goes through a file
 * of JSON.
 *
 * @param name what is measured and which repetition, for the names of files
 * @param inbox what has been delivered; {@code bench.conf} in it reads it
 * @param data the shop, for what is to be delivered next
 * @param published rows of a published night, see {@link PublishedRows}
 * @param output for what a task writes beside
 * @param dates to run one after the other
 * @param hasExports whether what they publish is exported
 * @param duckDb limits of DuckDB; its threads are also Spark's
 */
record ChildTask(
    Kind kind,
    String name,
    String data,
    String inbox,
    String warehouse,
    String published,
    String output,
    List<String> dates,
    boolean hasExports,
    DuckDbLimits duckDb,
    String codeVersion) {

  /** The kinds of child. */
  enum Kind {
    /** Opens a session and ends it. */
    SESSION,
    /** Runs the dates one after the other. */
    NIGHTS,
    /** Writes what was published of the date where DuckDB can read it. */
    PUBLISHED,
    /** Computes the tables of the date in DuckDB. */
    DUCKDB,
    /** Reads all columns of all sources. */
    SPARK_SCAN,
    DUCKDB_SCAN
  }

  Inbox delivered() {
    return new Inbox(Path.of(data), Path.of(inbox));
  }

  PublishedRows rows() {
    return new PublishedRows(Path.of(published));
  }

  List<LocalDate> days() {
    return dates.stream().map(LocalDate::parse).toList();
  }

  String master() {
    return "local[%d]".formatted(duckDb.threads());
  }

  void write(Path file) {
    try {
      Json.MAPPER.writeValue(file.toFile(), this);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write %s".formatted(file), failed);
    }
  }

  static ChildTask read(Path file) {
    try {
      return Json.MAPPER.readValue(Files.readString(file), ChildTask.class);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read %s".formatted(file), failed);
    }
  }
}
