package io.seedbed.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command {@code seedbed}. Exit codes: 0 published; 1 a job, check or source failed, nothing
 * published; 2 usage or configuration; 3 another run holds the date.
 */
@Command(
    name = "seedbed",
    description =
        "Finds who buys again, who spreads the word and whom to grow a community shop with.",
    mixinStandardHelpOptions = true,
    versionProvider = CodeVersion.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      ExplainCommand.class,
      ShadowCommand.class,
      LsCommand.class,
      CheckConfigCommand.class,
      SourcesCommand.class,
      BenchCommand.class,
      BenchDataCommand.class,
      WorldCommand.class,
      EvaluateCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:published, or done",
      "1:a job, a check or a source failed; nothing is published, the last publication stands",
      "2:wrong usage or configuration; nothing was started",
      "3:another run holds the date"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed demo",
      "  seedbed sources check orders.csv --preset youzan",
      "  seedbed check-config --conf shop.conf",
      "  seedbed run --date 2026-05-31 --conf shop.conf --warehouse /srv/seedbed",
      "  seedbed explain o3L00nX5uJ8wrCGOTAZae15Ba41H --warehouse demo/shop --lang zh"
    })
public final class Seedbed implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new Seedbed())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .registerConverter(LocalDate.class, Seedbed::day)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler(new ExitCodes());
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      throw new TypeConversionException(
          "'%s' is no day of the calendar written like 2026-05-31.".formatted(text));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Cannot tell what to do: name a command.");
  }
}
