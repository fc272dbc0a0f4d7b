package io.seedbed.jobs.warehouse;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.seedbed.features.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The data files of one version of a table, as Delta's kernel lists them: from the log, without a
 * query. Through Spark every look at a table is a query of its own, and a small night is made of
 * thousands of looks at small tables.
 */
record TableFiles(List<DataFile> files, Set<String> columns) {

  /** What Spark would take a path with one of these in it for: a pattern. */
  private static final Pattern GLOB = Pattern.compile("[\\[\\]{}*?\\\\]");

  /**
   * A file.
   *
   * @param partition values of partition columns, as text
   * @param isMarked whether rows of it are marked as gone
   */
  record DataFile(String path, long bytes, Map<String, String> partition, boolean isMarked) {}

  /** The files of a version. */
  static TableFiles at(Configuration hadoop, Path table, long version) {
    Engine engine = DefaultEngine.create(hadoop);
    List<DataFile> files = new ArrayList<>();
    Snapshot snapshot =
        TableManager.loadSnapshot(table.toString()).atVersion(version).build(engine);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(file(rows.next()));
          }
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read the log of %s".formatted(table), failed);
    }
    return new TableFiles(files, Set.copyOf(snapshot.getSchema().fieldNames()));
  }

  private static DataFile file(Row row) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    return new DataFile(
        status.getPath(),
        status.getSize(),
        InternalScanFileUtils.getPartitionValues(row),
        InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row) != null);
  }

  /** The files that have a value in a partition column. */
  TableFiles where(String column, String value) {
    return new TableFiles(
        files.stream().filter(file -> value.equals(file.partition().get(column))).toList(),
        columns);
  }

  /** Whether the files hold the rows of the version and no others. */
  boolean areWhole() {
    return files.stream().noneMatch(DataFile::isMarked);
  }

  /** Whether reading the files as they lie is reading the version. */
  boolean arePlain(Table table) {
    return areWhole()
        && table.fields().stream().allMatch(field -> columns.contains(field.name()))
        && files.stream().noneMatch(file -> GLOB.matcher(file.path()).find());
  }

  /** Where the files are. */
  String[] paths() {
    return files.stream().map(DataFile::path).toArray(String[]::new);
  }

  /** The size of all of them. */
  long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
