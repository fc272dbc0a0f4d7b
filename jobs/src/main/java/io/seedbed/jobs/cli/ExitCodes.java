package io.seedbed.jobs.cli;

import io.seedbed.features.source.SourceException;
import io.seedbed.jobs.bench.BenchException;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.export.ExportException;
import io.seedbed.jobs.run.JobFailure;
import io.seedbed.jobs.warehouse.LockHeld;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one message and one exit code. */
final class ExitCodes implements IExecutionExceptionHandler {

  static final int PUBLISHED = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int HELD = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ExitCodes.class);

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine commandLine, ParseResult parsed) {
    if (!isExpected(thrown)) {
      LOG.error("{} failed", commandLine.getCommandName(), thrown);
    }
    commandLine.getErr().println("seedbed: " + message(thrown));
    return code(thrown);
  }

  /** What the message explains whole, so that a trace would only bury it. */
  private static boolean isExpected(Exception thrown) {
    return thrown instanceof ConfigurationException
        || thrown instanceof LockHeld
        || (thrown instanceof JobFailure
            && (thrown.getCause() == null || thrown.getCause() instanceof SourceException));
  }

  private static String message(Exception thrown) {
    boolean isOurs =
        thrown instanceof ConfigurationException
            || thrown instanceof LockHeld
            || thrown instanceof JobFailure
            || thrown instanceof ExportException
            || thrown instanceof BenchException;
    return isOurs ? thrown.getMessage() : "Cannot go on: %s. See the log.".formatted(thrown);
  }

  private static int code(Exception thrown) {
    if (thrown instanceof ConfigurationException) {
      return USAGE;
    }
    return thrown instanceof LockHeld ? HELD : FAILED;
  }
}
