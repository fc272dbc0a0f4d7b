package io.seedbed.jobs.bench;

/** A measurement that could not be taken. */
public final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }
}
