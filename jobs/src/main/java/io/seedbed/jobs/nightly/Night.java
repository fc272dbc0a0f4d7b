package io.seedbed.jobs.nightly;

import io.seedbed.features.identity.IdentityRule;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.export.Catalogue;
import io.seedbed.jobs.export.Exporter;
import io.seedbed.jobs.ingest.Preset;
import io.seedbed.jobs.ingest.SourceReader;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.run.JobFailure;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.Publications;
import io.seedbed.jobs.run.Published;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.run.Runner.History;
import io.seedbed.jobs.run.Runner.Labels;
import io.seedbed.jobs.run.StepRun;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.notebooks.star.ExportInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The nightly job whole: every job, the publication, and the export of what was published. */
public final class Night {

  private final SparkSession session;
  private final Warehouse warehouse;
  private final Progress progress;
  private final String codeVersion;

  /**
   * What a night came to.
   *
   * @param steps the jobs and the export, with what each took
   * @param exported tables exported; none where the warehouse is not on a local disk
   * @param manifest rows of the capability manifest
   * @param stale later dates, in order, whose labels do not follow this one's as it is now
   */
  public record Outcome(
      Published published,
      List<StepRun> steps,
      List<Exporter.Written> exported,
      List<Row> manifest,
      List<LocalDate> stale) {}

  /**
   * Which dates to run, one after the other.
   *
   * @param through the last date, the only one that is exported
   * @param history what the first date makes of the past; those after it go on from it
   * @param labels what the labels of the first date take from the night before
   */
  public record Asked(LocalDate from, LocalDate through, History history, Labels labels) {

    public Asked {
      if (through.isBefore(from)) {
        throw new IllegalArgumentException(
            "Cannot run %s through %s: the last date is before the first. Name them in order."
                .formatted(from, through));
      }
    }

    /** One date from the sources' files. */
    public static Asked of(LocalDate date) {
      return new Asked(date, date, History.REBUILT, Labels.FOLLOWED);
    }
  }

  public Night(SparkSession session, Warehouse warehouse, Progress progress, String codeVersion) {
    this.session = session;
    this.warehouse = warehouse;
    this.progress = progress;
    this.codeVersion = codeVersion;
  }

  /**
   * Runs and publishes dates and exports the last. Nights that are missing between the last one
   * published and the first date are run before it, for its labels to follow.
   */
  public Outcome run(EffectiveSettings effective, Asked asked) {
    History history = asked.history();
    Labels labels = asked.labels();
    for (LocalDate date : before(asked, effective.settings().run().mostMissingNights())) {
      publish(effective, date, history, labels);
      history = History.CONTINUED;
      labels = Labels.FOLLOWED;
    }
    Runner.Done done = publish(effective, asked.through(), history, labels);
    long start = System.nanoTime();
    List<Exporter.Written> exported = export(effective, done.published());
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    List<StepRun> steps = new ArrayList<>(done.steps());
    steps.add(
        StepRun.of("export", exported.stream().mapToLong(Exporter.Written::rows).sum(), seconds));
    return new Outcome(
        done.published(),
        steps,
        exported,
        Capabilities.manifest(effective.settings(), done.published().runDate()),
        Publications.of(session, warehouse).staleAfter(done.published().runDate()));
  }

  /** The dates to run before the last that is asked for. */
  private List<LocalDate> before(Asked asked, int mostMissing) {
    List<LocalDate> missing =
        asked.labels() == Labels.ANEW
            ? List.of()
            : Publications.of(session, warehouse).missingBefore(asked.from());
    if (missing.size() > mostMissing) {
      throw new JobFailure(
          "Cannot run %s: labels follow night by night, and %d nights since %s are missing, more than run.most-missing-nights (%d). Raise it to have them run first, or judge everybody as on a first night with --labels-anew."
              .formatted(asked.from(), missing.size(), missing.get(0), mostMissing));
    }
    if (!missing.isEmpty()) {
      progress.say(
          "Runs the missing nights first, %s to %s: labels follow night by night."
              .formatted(missing.get(0), missing.get(missing.size() - 1)));
    }
    return Stream.concat(missing.stream(), asked.from().datesUntil(asked.through())).toList();
  }

  /**
   * Links that go by rank can all be others after any row, and with them every customer; so can the
   * days of files that take theirs from their place among all files.
   */
  private static boolean isContinuable(Settings settings) {
    return settings.identities().rule() != IdentityRule.BY_RANK
        && settings.sources().values().stream().noneMatch(Preset::daysGoByPlace);
  }

  /** Runs a date and publishes it, without an export. */
  public Runner.Done publish(
      EffectiveSettings effective, LocalDate date, History history, Labels labels) {
    return publish(effective, date, history, labels, Nightly.jobs(effective.settings()));
  }

  /** Runs some jobs of a date and publishes what they write, without an export. */
  public Runner.Done publish(
      EffectiveSettings effective, LocalDate date, History history, Labels labels, List<Job> jobs) {
    Settings settings = effective.settings();
    RunDate runDate = new RunDate(date, settings.shop().zone());
    Runner runner = new Runner(session, warehouse, InstantSource.system(), progress, codeVersion);
    return runner.run(
        new Runner.Request(
            runDate,
            effective,
            jobs,
            Capabilities.manifest(settings, date),
            new SourceReader(session, settings.sources()),
            Logic.of(effective, codeVersion),
            isContinuable(settings) ? history : History.REBUILT,
            labels));
  }

  /**
   * Exports a publication of these settings; nothing where the warehouse is not on a local disk.
   */
  public List<Exporter.Written> export(EffectiveSettings effective, Published published) {
    Settings settings = effective.settings();
    RunDate runDate = new RunDate(published.runDate(), settings.shop().zone());
    if (!"file".equals(warehouse.root().toUri().getScheme())) {
      return List.of();
    }
    progress.say("Exporting to " + Warehouse.display(warehouse.export()));
    Path folder = Path.of(warehouse.export().toUri().getPath());
    ExportInfo info =
        new ExportInfo(
            published.runId(),
            runDate,
            published.configHash(),
            settings.shop().currency(),
            settings.shop().minorDigits(),
            codeVersion,
            session.version());
    PublishedTables tables =
        PublishedTables.of(session, warehouse, published, Nightly.jobs(settings));
    return new Exporter(session, folder, settings.export())
        .export(Catalogue.exported(), tables::read, info);
  }
}
