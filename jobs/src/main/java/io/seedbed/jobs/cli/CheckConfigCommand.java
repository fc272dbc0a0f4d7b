package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.EffectiveSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a configuration, without starting anything. */
@Command(
    name = "check-config",
    description = "Says everything that is wrong with a configuration; starts nothing.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed check-config --conf shop.conf",
      "  seedbed check-config --conf shop.conf --print"
    })
final class CheckConfigCommand implements Callable<Integer> {

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings that differ from the packaged conf/seedbed.conf.")
  private Optional<Path> conf;

  @Option(names = "--print", description = "Print the effective configuration.")
  private boolean isPrinting;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    EffectiveSettings effective =
        conf.map(EffectiveSettings::overlaidBy).orElseGet(EffectiveSettings::packaged);
    Workplace.check(effective);
    if (isPrinting) {
      spec.commandLine().getOut().print(effective.rendered());
    }
    spec.commandLine()
        .getOut()
        .printf(
            "No problems. Sources: %s. Hash of the effective configuration: %s%n",
            String.join(", ", effective.settings().sources().keySet()), effective.hash());
    spec.commandLine().getOut().flush();
    return ExitCodes.PUBLISHED;
  }
}
