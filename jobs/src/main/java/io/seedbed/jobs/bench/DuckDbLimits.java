package io.seedbed.jobs.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What DuckDB may take of the machine.
 *
 * @param memoryMb memory in MB; beyond it, it spills to disk
 */
public record DuckDbLimits(int threads, int memoryMb) {

  private static final long MEBIBYTE = 1L << 20;

  /** As much memory as the heap of this process may take. */
  public static DuckDbLimits likeHeap(int threads) {
    return new DuckDbLimits(threads, (int) (Runtime.getRuntime().maxMemory() / MEBIBYTE));
  }

  /**
   * Sets the limits.
   *
   * @param spill folder for what does not fit in memory
   */
  void apply(Statement statement, Path spill) throws SQLException {
    statement.execute("SET threads = " + threads);
    statement.execute("SET memory_limit = '%dMB'".formatted(memoryMb));
    statement.execute(
        "SET temp_directory = '%s'"
            .formatted(spill.resolve(".spill").toAbsolutePath().toString().replace("'", "''")));
    statement.execute("SET autoinstall_known_extensions = false");
  }
}
