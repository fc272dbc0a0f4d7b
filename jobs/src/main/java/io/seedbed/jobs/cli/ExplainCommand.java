package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.run.JobFailure;
import io.seedbed.jobs.run.Publications;
import io.seedbed.jobs.run.Published;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.notebooks.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
      "  seedbed explain 12748 --date 2026-05-01 --known-at 2026-05-02T08:00:00Z",
      "  seedbed explain 12748 --lang zh --date 2011-12-09 --warehouse demo/real"
    })
final class ExplainCommand implements Callable<Integer> {

  private static final String DEFAULT_WAREHOUSE = "warehouse";

  @Mixin private Options options;

  @Parameters(paramLabel = "USER_ID", description = "The customer, as published.")
  private String userId;

  @Option(names = "--lang", paramLabel = "LANG", description = "en (default) or zh.")
  private String language = "en";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description =
          "Run date; default: the latest that is published. Of a date whose tables are no longer kept,"
              + " the label alone is told.")
  private Optional<LocalDate> date;

  @Option(
      names = "--known-at",
      paramLabel = "INSTANT",
      description =
          "As it was published at an instant such as 2026-05-02T08:00:00Z, whatever was run again"
              + " since; default: now.")
  private Optional<Instant> knownAt;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Language spoken = spoken();
    options.applyLogging();
    EffectiveSettings effective = Workplace.settings(options);
    String warehouse = options.warehouse().orElse(DEFAULT_WAREHOUSE);
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      Publications publications = Publications.of(place.session(), place.warehouse());
      spec.commandLine().getOut().print(explained(place, publications, effective, spoken));
      spec.commandLine().getOut().flush();
    }
    return ExitCodes.PUBLISHED;
  }

  /**
   * From the publication of the date, where it can still be read, else from the history of labels.
   */
  private String explained(
      Workplace place, Publications publications, EffectiveSettings effective, Language spoken) {
    Publications known = knownAt.map(publications::knownAt).orElse(publications);
    Published latest =
        known
            .latest()
            .filter(newest -> date.isEmpty() || !date.get().isAfter(newest.runDate()))
            .orElseThrow(
                () ->
                    new JobFailure(
                        "Cannot explain %s: %s has no publication%s%s. Run the date first."
                            .formatted(
                                userId,
                                options.warehouse().orElse(DEFAULT_WAREHOUSE),
                                date.map(day -> " of " + day).orElse(""),
                                knownAt.map(at -> " known at " + at).orElse(""))));
    LocalDate day = date.orElse(latest.runDate());
    int keptDays = effective.settings().run().keepHistoryDays();
    Optional<Published> ofTheDay =
        known.of(day).filter(found -> publications.isKept(found, keptDays));
    List<Job> jobs = Nightly.jobs(effective.settings());
    UserLookup lookup =
        new UserLookup(
            PublishedTables.of(place.session(), place.warehouse(), ofTheDay.orElse(latest), jobs));
    return ofTheDay.isPresent()
        ? lookup.explain(userId, spoken)
        : lookup.label(userId, day, spoken);
  }

  private Language spoken() {
    try {
      return Language.of(language);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }
}
