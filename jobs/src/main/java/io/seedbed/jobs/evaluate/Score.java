package io.seedbed.jobs.evaluate;

import java.util.Locale;

/** What is said of how well one class is told. */
public enum Score {
  PRECISION("precision"),
  RECALL("recall"),
  F1("F1"),
  BEST_F1("best F1 reached");

  private final String label;

  Score(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** For files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
