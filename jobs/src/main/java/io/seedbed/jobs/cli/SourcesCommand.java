package io.seedbed.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be asked about the files of a shop before a night reads them. */
@Command(
    name = "sources",
    description = "Looks at the files of a shop before a night reads them.",
    mixinStandardHelpOptions = true,
    subcommands = SourcesCheckCommand.class)
final class SourcesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Cannot tell what to do: name a command, such as sources check.");
  }
}
