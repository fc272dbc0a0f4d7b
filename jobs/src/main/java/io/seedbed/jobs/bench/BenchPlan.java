package io.seedbed.jobs.bench;

import java.nio.file.Path;

/**
 * What the bench is to measure, and where.
 *
 * @param shop its name for the results
 * @param data where {@link BenchShop} wrote it
 * @param work folder for warehouses and deliveries, on the same disk as the data
 * @param runs repetitions
 * @param warmNights nights measured in a warm process, after one that warms it up
 * @param hasExports whether what was published is exported too
 * @param limits threads of both engines, and the memory of DuckDB
 * @param nights the compiler of rebuilds and nights
 */
public record BenchPlan(
    String shop,
    Path data,
    Path work,
    int runs,
    int warmNights,
    boolean hasExports,
    DuckDbLimits limits,
    Compiler nights,
    String codeVersion) {

  public BenchPlan {
    if (runs < 1 || warmNights < 0) {
      throw new IllegalArgumentException(
          "Cannot measure %d times with %d warm nights. Measure at least once."
              .formatted(runs, warmNights));
    }
  }

  /** The warehouse that nights run on. */
  Path warehouse() {
    return work.resolve("warehouse");
  }

  /** The warehouse after the first rebuild, from which every night starts. */
  Path history() {
    return work.resolve("history");
  }

  /** What has been delivered. */
  Inbox inbox() {
    return new Inbox(data, work.resolve("inbox"));
  }

  /** What a night has published, where DuckDB can read it. */
  PublishedRows rows() {
    return new PublishedRows(work.resolve("published"));
  }

  /** For what a child writes beside; empty when it starts. */
  Path output() {
    return work.resolve("output");
  }

  /** For tasks, reports and logs of children. */
  Path children() {
    return work.resolve("children");
  }
}
