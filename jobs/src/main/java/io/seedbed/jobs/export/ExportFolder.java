package io.seedbed.jobs.export;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.notebooks.star.Exported;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Where an export lies on disk, and the hidden folder beside it in which the next one is built.
 * Nothing a reader sees changes before {@link #replace}, which renames: single files are replaced
 * in one step, a folder of Parquet in two. One process at a time may hold it.
 */
final class ExportFolder implements AutoCloseable {

  private static final String STAGING = ".staging";
  private static final String LOCK = ".lock";
  private static final String PARQUET = "parquet";
  private static final String CSV = "csv";
  private static final String DUCKDB = "seedbed.duckdb";

  private final Path root;
  private final FileChannel channel;

  private ExportFolder(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** Takes the folder and clears away what an interrupted export has left. */
  static ExportFolder open(Path root) throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new IOException(
            "Another export is writing to %s. Wait for it to end.".formatted(root));
      }
      FileUtils.deleteDirectory(root.resolve(STAGING).toFile());
      Files.createDirectories(root.resolve(STAGING).resolve(CSV));
      return new ExportFolder(root, channel);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Where Spark is to write a table, or its partition of a run date. */
  Path stagedParquet(Table table, LocalDate runDate) {
    return parquet(root.resolve(STAGING), table, runDate);
  }

  Path stagedDuckDb() {
    return root.resolve(STAGING).resolve(DUCKDB);
  }

  Path stagedCsv(Table table) {
    return root.resolve(STAGING).resolve(CSV).resolve(table.name() + ".csv");
  }

  Path spill() {
    return root.resolve(STAGING).resolve("spill");
  }

  /**
   * Parquet files of a table as they will lie after {@link #replace}: those staged, and of a table
   * kept by run date also those of other run dates.
   *
   * @param runDates most run dates to take, newest first
   */
  List<Path> parquetFiles(Table table, LocalDate runDate, int runDates) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(stagedParquet(table, runDate)));
    if (Exported.isKeptByRunDate(table)) {
      Path replaced = parquet(root, table, runDate);
      for (Path folder : entries(root.resolve(PARQUET).resolve(table.name()))) {
        if (!folder.equals(replaced)) {
          folders.add(folder);
        }
      }
      folders.sort(Comparator.comparing(folder -> folder.getFileName().toString()));
    }
    List<Path> files = new ArrayList<>();
    for (Path folder : folders.subList(Math.max(0, folders.size() - runDates), folders.size())) {
      entries(folder).stream().filter(ExportFolder::isParquet).forEach(files::add);
    }
    return files;
  }

  /** Puts everything staged in its place. */
  void replace(List<Table> tables, LocalDate runDate) throws IOException {
    for (Table table : tables) {
      replaceFolder(stagedParquet(table, runDate), parquet(root, table, runDate));
    }
    Files.createDirectories(root.resolve(CSV));
    for (Path file : entries(root.resolve(STAGING).resolve(CSV))) {
      replaceFile(file, root.resolve(CSV).resolve(file.getFileName()));
    }
    replaceFile(stagedDuckDb(), root.resolve(DUCKDB));
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      FileUtils.deleteDirectory(root.resolve(STAGING).toFile());
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static Path parquet(Path under, Table table, LocalDate runDate) {
    Path folder = under.resolve(PARQUET).resolve(table.name());
    return Exported.isKeptByRunDate(table)
        ? folder.resolve(table.partition().map(Field::name).orElseThrow() + "=" + runDate)
        : folder;
  }

  private void replaceFolder(Path staged, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Path outgoing = staged.resolveSibling(staged.getFileName() + ".old");
    if (Files.exists(target)) {
      Files.move(target, outgoing);
    }
    Files.move(staged, target);
    FileUtils.deleteDirectory(outgoing.toFile());
  }

  private static void replaceFile(Path staged, Path target) throws IOException {
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static boolean isParquet(Path file) {
    return file.getFileName().toString().endsWith(".parquet");
  }
}
