package io.seedbed.jobs.run;

import java.io.PrintStream;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever watches how far a run is: a live line per step on a terminal, quiet log lines
 * otherwise.
 */
public final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream terminal;

  private Progress(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Live lines on a terminal. */
  public static Progress on(PrintStream terminal) {
    return new Progress(terminal);
  }

  /** Log lines. */
  public static Progress logged() {
    return new Progress(null);
  }

  /**
   * Live lines where standard output is a terminal, log lines where it is not. The launcher says
   * which: Java can only tell whether input and output both are.
   */
  public static Progress ofProcess() {
    return Boolean.getBoolean("seedbed.terminal") ? on(System.out) : logged();
  }

  /** Something worth knowing before or between steps. */
  public void say(String line) {
    if (terminal == null) {
      LOG.info(line);
    } else {
      terminal.println(CLEAR_LINE + line);
    }
  }

  void started(int number, int steps, String step) {
    if (terminal != null) {
      terminal.printf("%s[%2d/%2d] %-24s …", CLEAR_LINE, number, steps, step);
      terminal.flush();
    }
  }

  void finished(int number, int steps, StepRun step) {
    if (terminal == null) {
      LOG.info(
          "step {} of {}: {} {}, {} rows, {} s",
          number,
          steps,
          step.step(),
          step.outcome(),
          step.rows(),
          String.format(Locale.ROOT, "%.1f", step.seconds()));
    } else {
      terminal.printf(
          Locale.ROOT,
          "%s[%2d/%2d] %-24s %12s %7.1f s%n",
          CLEAR_LINE,
          number,
          steps,
          step.step(),
          step.isDone() ? "%,d rows".formatted(step.rows()) : step.outcome(),
          step.seconds());
    }
  }

  void failed(String step) {
    if (terminal != null) {
      terminal.printf("%s%s failed%n", CLEAR_LINE, step);
    }
  }
}
