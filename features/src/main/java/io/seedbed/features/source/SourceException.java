package io.seedbed.features.source;

/**
 * A source cannot be used: a file, a column or too many of its rows. Nothing is published; whoever
 * delivers the source, or its preset, must act.
 */
public final class SourceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SourceException(String problem) {
    super(problem);
  }

  public SourceException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
