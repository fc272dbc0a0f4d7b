package io.seedbed.jobs.nightly;

import io.seedbed.jobs.cli.Seedbed;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command as a user gives it, run in the session of the tests. */
record Command(int exitCode, String out, String err) {

  static Command execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Seedbed.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(arguments);
    return new Command(exitCode, out.toString(), err.toString());
  }
}
