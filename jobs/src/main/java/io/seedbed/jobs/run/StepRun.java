package io.seedbed.jobs.run;

import java.util.OptionalLong;

/**
 * One step of a run as it went.
 *
 * @param outcome done, skipped for want of a source, or carried from the previous publication
 * @param rows rows written, or cells a fit rests on
 * @param version of the table written; empty for fits and skipped steps
 */
public record StepRun(
    String step, String outcome, long rows, double seconds, OptionalLong version) {

  static final String DONE = "done";
  static final String SKIPPED = "skipped";
  static final String CARRIED = "carried";

  /** A step that wrote rows somewhere else than into a table. */
  public static StepRun of(String step, long rows, double seconds) {
    return new StepRun(step, DONE, rows, seconds, OptionalLong.empty());
  }

  boolean isDone() {
    return DONE.equals(outcome);
  }
}
