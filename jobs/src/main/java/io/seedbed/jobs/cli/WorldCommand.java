package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.run.Progress;
import io.seedbed.world.World;
import io.seedbed.world.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a made-up shop whose truth is known. */
@Command(
    name = "world",
    description =
        "Makes up a community shop, person by person, and writes what its systems would export and,"
            + " apart from that, what is true.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed world --out /tmp/world",
      "  seedbed world --out /tmp/null --regime null-influence --seed 7",
      "  seedbed run --date 2026-06-14 --conf /tmp/world/seedbed.conf --warehouse"
          + " /tmp/world/warehouse"
    })
final class WorldCommand implements Callable<Integer> {

  @Mixin private WorldOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write it: a new or empty folder.")
  private Path folder;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another seed, another shop. Default: 1.")
  private long seed = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      World.write(options.plan(options.regimes(), options.regime(), 0, seed), folder, progress());
    } catch (SettingsException unusable) {
      throw new ConfigurationException(unusable.problems());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Written: %s reads what the shop can see; %s holds what is true."
            .formatted(folder.resolve("seedbed.conf"), folder.resolve("truth")));
    out.flush();
    return ExitCodes.PUBLISHED;
  }

  /** A line a month on a terminal or in the log, and none for the days between. */
  private static Consumer<LocalDate> progress() {
    Progress progress = Progress.ofProcess();
    return day -> {
      if (day.getDayOfMonth() == 1) {
        progress.say("Written up to " + day);
      }
    };
  }
}
