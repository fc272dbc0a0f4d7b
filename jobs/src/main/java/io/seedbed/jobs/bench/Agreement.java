package io.seedbed.jobs.bench;

import java.util.List;

/**
 * Whether DuckDB computed the rows of a table that the night published.
 *
 * @param rows published
 * @param differing rows that only one of the two has, a changed row twice
 * @param examples of what differs, as sentences
 */
public record Agreement(String table, long rows, long differing, List<String> examples) {

  public Agreement {
    examples = List.copyOf(examples);
  }

  /** Whether both have the same rows. */
  public boolean isExact() {
    return differing == 0;
  }
}
