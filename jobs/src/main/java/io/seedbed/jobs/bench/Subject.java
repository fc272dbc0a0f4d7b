package io.seedbed.jobs.bench;

/** What is measured: a row of the results. */
public enum Subject {
  SESSION("session start and end"),
  REBUILD("full rebuild, cold process"),
  REBUILD_EXPORT("  its export"),
  NIGHT("night, cold process"),
  NIGHT_EXPORT("  its export"),
  WARM_NIGHT("night, warm process"),
  WARM_NIGHT_EXPORT("  its export"),
  DUCKDB("DuckDB, everything again"),
  SPARK_SCAN("bare scan, Spark"),
  DUCKDB_SCAN("bare scan, DuckDB");

  private final String label;

  Subject(String label) {
    this.label = label;
  }

  /** The head of its row. */
  public String label() {
    return label;
  }

  /** Its key in JSON. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
