package io.seedbed.jobs.bench;

import io.seedbed.features.table.Table;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.segmentation.UserSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;

/**
 * What a night has published as plain Parquet, a folder for each table: DuckDB takes its fits from
 * there, and its own rows are held against them.
 */
record PublishedRows(Path folder) {

  private static final String PARQUET = ".parquet";

  /**
   * Writes the tables that are compared, and the fits.
   *
   * @param yesterday the publication of the day before, whose labels these follow
   */
  void write(PublishedTables tables, PublishedTables yesterday) {
    write(yesterday, UserSegments.TABLE, yesterdayFolder());
    for (Table table : tables()) {
      write(tables, table, folder.resolve(table.name()));
    }
  }

  /** The files of the classes of the day before. */
  List<Path> yesterday() throws IOException {
    return files(yesterdayFolder());
  }

  /** The files of the fits. */
  List<Path> fits() throws IOException {
    return files(FittedParameters.TABLE);
  }

  /** The files of every table that is compared, by its name. */
  Map<String, List<Path>> compared() throws IOException {
    Map<String, List<Path>> files = new TreeMap<>();
    for (Table table : OutputComparison.TABLES) {
      files.put(table.name(), files(table));
    }
    return files;
  }

  private static List<Table> tables() {
    List<Table> tables = new ArrayList<>(OutputComparison.TABLES);
    tables.add(FittedParameters.TABLE);
    return tables;
  }

  private Path yesterdayFolder() {
    return folder.resolve("yesterday");
  }

  private static void write(PublishedTables tables, Table table, Path folder) {
    tables.read(table).write().mode(SaveMode.Overwrite).parquet(folder.toString());
  }

  private List<Path> files(Table table) throws IOException {
    return files(folder.resolve(table.name()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(PARQUET)).sorted().toList();
    }
  }
}
