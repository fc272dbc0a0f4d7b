package io.seedbed.jobs.cli;

import io.seedbed.features.table.Table;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.run.Runner;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the jobs of the night in the order they run. */
@Command(
    name = "ls",
    description =
        "Lists the jobs of the night in the order they run, with what they read and write.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  seedbed ls")
final class LsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Job> jobs = Runner.inOrder(Nightly.jobs(EffectiveSettings.packaged().settings()));
    TextTable table = TextTable.of("job", "writes", "reads");
    for (Job job : jobs) {
      table.row(job.name(), job.output().map(Table::name).orElse("fit " + job.name()), reads(job));
    }
    spec.commandLine().getOut().print(table.text());
    spec.commandLine().getOut().flush();
    return ExitCodes.PUBLISHED;
  }

  private static String reads(Job job) {
    return Stream.of(
            job.sources().stream().map(source -> "source " + source),
            job.reads().stream().map(Table::name),
            job.fitsRead().stream().map(fit -> "fit " + fit))
        .flatMap(names -> names)
        .collect(Collectors.joining(", "));
  }
}
