package io.seedbed.jobs.export;

/** The export could not be written; the last one and the publication are as they were. */
public final class ExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
