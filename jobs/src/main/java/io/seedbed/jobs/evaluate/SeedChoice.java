package io.seedbed.jobs.evaluate;

/** How a shop could choose whom it asks to bring others. */
enum SeedChoice {
  /** By the list of seeds. */
  LIST,
  /** By what each will bring, which nobody knows. */
  ORACLE,
  /** By how many people each invited so far. */
  PAST_INVITERS,
  /** By what each spent. */
  SPENDERS,
  /** By how much each said. */
  TALKERS,
  /** By lot. */
  RANDOM
}
