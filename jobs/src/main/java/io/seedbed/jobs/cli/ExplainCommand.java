package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.JobFailure;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.notebooks.Language;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a published label. */
@Command(
    name = "explain",
    description = "Says why a user has a label: the reasons and the numbers behind them.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed explain o3L00nX5uJ8wrCGOTAZae15Ba41H --warehouse demo/shop",
      "  seedbed explain 12748 --lang zh --date 2011-12-09 --warehouse demo/real"
    })
final class ExplainCommand implements Callable<Integer> {

  @Mixin private Options options;

  @Parameters(paramLabel = "USER_ID", description = "The customer, as published.")
  private String userId;

  @Option(names = "--lang", paramLabel = "LANG", description = "en (default) or zh.")
  private String language = "en";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "Run date; default: the latest that is published.")
  private Optional<LocalDate> date;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Language spoken = spoken();
    options.applyLogging();
    EffectiveSettings effective = Workplace.settings(options);
    String warehouse = options.warehouse().orElse("warehouse");
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      PublishedTables tables =
          PublishedTables.latest(
                  place.session(), place.warehouse(), date, Nightly.jobs(effective.settings()))
              .orElseThrow(
                  () ->
                      new JobFailure(
                          "Cannot explain %s: %s has no publication%s. Run the date first."
                              .formatted(
                                  userId, warehouse, date.map(day -> " of " + day).orElse(""))));
      spec.commandLine().getOut().print(new UserLookup(tables).explain(userId, spoken));
      spec.commandLine().getOut().flush();
    }
    return ExitCodes.PUBLISHED;
  }

  private Language spoken() {
    try {
      return Language.of(language);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }
}
