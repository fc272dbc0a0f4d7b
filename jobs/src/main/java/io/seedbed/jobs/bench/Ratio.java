package io.seedbed.jobs.bench;

import java.util.List;

/** Two medians of one measure, the first divided by the second. */
public record Ratio(String label, Subject above, Subject below, Measure measure) {

  /** What the night is judged by. */
  static final List<Ratio> TARGETS =
      List.of(
          of("night, cold ÷ DuckDB", Subject.NIGHT, Subject.DUCKDB, Measure.CPU),
          of("night, warm ÷ DuckDB", Subject.WARM_NIGHT, Subject.DUCKDB, Measure.CPU),
          of("full rebuild ÷ DuckDB", Subject.REBUILD, Subject.DUCKDB, Measure.CPU),
          of("night, cold ÷ session start", Subject.NIGHT, Subject.SESSION, Measure.WALL),
          of("full rebuild ÷ DuckDB", Subject.REBUILD, Subject.DUCKDB, Measure.PEAK),
          of("scan, Spark ÷ DuckDB", Subject.SPARK_SCAN, Subject.DUCKDB_SCAN, Measure.CPU));

  private static Ratio of(String label, Subject above, Subject below, Measure measure) {
    return new Ratio(label, above, below, measure);
  }
}
