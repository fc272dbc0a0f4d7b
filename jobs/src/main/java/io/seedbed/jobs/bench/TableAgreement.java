package io.seedbed.jobs.bench;

/**
 * Whether DuckDB computed the rows of a table that the night published.
 *
 * @param rows published
 * @param differing rows that only one of the two has, a changed row twice
 */
public record TableAgreement(String table, long rows, long differing) {

  /** Whether both have the same rows. */
  public boolean isExact() {
    return differing == 0;
  }
}
