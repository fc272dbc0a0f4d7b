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
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.Published;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.run.Runner.History;
import io.seedbed.jobs.run.StepRun;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.notebooks.star.ExportInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
   */
  public record Outcome(
      Published published,
      List<StepRun> steps,
      List<Exporter.Written> exported,
      List<Row> manifest) {}

  public Night(SparkSession session, Warehouse warehouse, Progress progress, String codeVersion) {
    this.session = session;
    this.warehouse = warehouse;
    this.progress = progress;
    this.codeVersion = codeVersion;
  }

  /** Runs a date from the sources' files, publishes it and exports the publication. */
  public Outcome run(EffectiveSettings effective, LocalDate date) {
    return run(effective, date, History.REBUILT);
  }

  /** Runs a date, publishes it and exports the publication. */
  public Outcome run(EffectiveSettings effective, LocalDate date, History history) {
    Runner.Done done = publish(effective, date, history);
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
        Capabilities.manifest(effective.settings(), done.published().runDate()));
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
  public Runner.Done publish(EffectiveSettings effective, LocalDate date, History history) {
    return publish(effective, date, history, Nightly.jobs(effective.settings()));
  }

  /** Runs some jobs of a date and publishes what they write, without an export. */
  public Runner.Done publish(
      EffectiveSettings effective, LocalDate date, History history, List<Job> jobs) {
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
            isContinuable(settings) ? history : History.REBUILT));
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
