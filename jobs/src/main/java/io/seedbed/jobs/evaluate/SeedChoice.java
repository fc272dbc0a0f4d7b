package io.seedbed.jobs.evaluate;

import java.util.Locale;

/** How a shop could choose whom it asks to bring others. */
public enum SeedChoice {
  LIST("the list of seeds"),
  ORACLE("who knew what each will bring"),
  PAST_INVITERS("most people invited so far"),
  SPENDERS("greatest spenders"),
  TALKERS("most messages"),
  RANDOM("anybody");

  private final String label;

  SeedChoice(String label) {
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
