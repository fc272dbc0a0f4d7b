package io.seedbed.jobs.run;

/**
 * A job, a check or a source failed: nothing is published and the last publication stays. The
 * message says problem, cause and remedy.
 */
public final class JobFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobFailure(String message) {
    super(message);
  }

  public JobFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
