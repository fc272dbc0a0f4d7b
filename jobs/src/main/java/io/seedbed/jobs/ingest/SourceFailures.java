package io.seedbed.jobs.ingest;

import io.seedbed.features.source.SourceException;
import java.io.EOFException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/** Says in plain words what went wrong in a task that read a source file. */
public final class SourceFailures {

  private static final Pattern FILE = Pattern.compile("while reading file (\\S+?)\\.? ");

  /** What a failed query says about a source file; empty when no file is to blame. */
  public static Optional<SourceException> explain(Throwable thrown) {
    String file = null;
    Throwable last = null;
    for (Throwable cause = thrown; cause != null && cause != last; cause = cause.getCause()) {
      last = cause;
      if (cause instanceof SourceException explained) {
        return Optional.of(explained);
      }
      Matcher named = FILE.matcher(String.valueOf(cause.getMessage()));
      if (file == null && named.find()) {
        file = named.group(1);
      }
    }
    return file == null ? Optional.empty() : Optional.of(damaged(file, last));
  }

  static SourceException damaged(String file, Throwable cause) {
    String problem =
        cause instanceof EOFException
            ? "its compressed data end too early: it is truncated"
            : cause instanceof ZipException
                ? "its compressed data are damaged (" + cause.getMessage() + ")"
                : String.valueOf(cause.getMessage());
    return new SourceException(
        "Cannot read %s: %s. Deliver it again.".formatted(file, problem), cause);
  }

  private SourceFailures() {}
}
