package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.Runner.History;
import io.seedbed.jobs.run.Runner.Labels;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the night for a date, or for several in order, and publishes it. */
@Command(
    name = "run",
    description = "Runs the nightly job for a business day and publishes its tables.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed run --date 2026-05-31 --conf shop.conf --warehouse /srv/seedbed",
      "  seedbed run --date 2026-05-01 --through 2026-05-31 --continue --conf shop.conf",
      "  seedbed run --date 2026-05-31 --conf shop.conf --master yarn --warehouse hdfs:///seedbed"
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private Options options;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      required = true,
      description = "Business day of the shop's zone, such as 2026-05-31.")
  private LocalDate date;

  @Option(
      names = "--through",
      paramLabel = "DATE",
      description =
          "Run every business day from --date to this one, in order, and export the last: so that"
              + " labels follow anew after an earlier day was run again.")
  private Optional<LocalDate> through;

  @Option(
      names = "--labels-anew",
      description =
          "Judge everybody as on a first night, instead of letting labels follow those published"
              + " for the day before.")
  private boolean areLabelsAnew;

  @Option(
      names = "--continue",
      description =
          "Go on from the last publication where code, presets and settings are the same: land only"
              + " files that are new, other or gone, and build again only what they change.")
  private boolean isContinued;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (through.filter(last -> last.isBefore(date)).isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--through %s is before --date %s; name the later day second"
              .formatted(through.get(), date));
    }
    options.applyLogging();
    EffectiveSettings effective = Workplace.settings(options);
    Workplace.check(effective);
    String warehouse = options.warehouse().orElse("warehouse");
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      Night night =
          new Night(
              place.session(), place.warehouse(), Progress.ofProcess(), CodeVersion.current());
      Night.Outcome outcome =
          night.run(
              effective,
              new Night.Asked(
                  date,
                  through.orElse(date),
                  isContinued ? History.CONTINUED : History.REBUILT,
                  areLabelsAnew ? Labels.ANEW : Labels.FOLLOWED));
      spec.commandLine().getOut().print(Closing.of(place.warehouse(), outcome));
      spec.commandLine().getOut().flush();
    }
    return ExitCodes.PUBLISHED;
  }
}
