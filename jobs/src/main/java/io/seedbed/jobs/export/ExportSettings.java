package io.seedbed.jobs.export;

/**
 * How the export is written; nothing here changes a number.
 *
 * @param duckdbMemoryMb native memory DuckDB may take beside the heap; it spills to disk beyond
 * @param duckdbThreads threads of DuckDB
 * @param duckdbRunDates how many run dates the DuckDB file holds of tables kept by run date
 * @param hasCsvByteOrderMark whether CSV files begin with a UTF-8 byte order mark
 */
public record ExportSettings(
    int duckdbMemoryMb, int duckdbThreads, int duckdbRunDates, boolean hasCsvByteOrderMark) {

  private static final int LEAST_MEMORY_MB = 128;

  public ExportSettings {
    if (duckdbMemoryMb < LEAST_MEMORY_MB) {
      throw new IllegalArgumentException(
          "duckdb-memory-mb is %d, too little to sort a table. Give at least %d."
              .formatted(duckdbMemoryMb, LEAST_MEMORY_MB));
    }
    atLeastOne("duckdb-threads", duckdbThreads);
    atLeastOne("duckdb-run-dates", duckdbRunDates);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d. Give a number of at least 1.".formatted(key, value));
    }
  }
}
