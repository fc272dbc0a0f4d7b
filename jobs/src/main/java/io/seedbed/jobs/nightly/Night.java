package io.seedbed.jobs.nightly;

import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.export.Catalogue;
import io.seedbed.jobs.export.Exporter;
import io.seedbed.jobs.ingest.SourceReader;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.Published;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.run.StepRun;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.notebooks.star.ExportInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
   */
  public record Outcome(
      Published published, List<StepRun> steps, List<Exporter.Written> exported) {}

  public Night(SparkSession session, Warehouse warehouse, Progress progress, String codeVersion) {
    this.session = session;
    this.warehouse = warehouse;
    this.progress = progress;
    this.codeVersion = codeVersion;
  }

  /** Runs a date, publishes it and exports the publication. */
  public Outcome run(EffectiveSettings effective, LocalDate date) {
    Settings settings = effective.settings();
    RunDate runDate = new RunDate(date, settings.shop().zone());
    SourceReader reader = new SourceReader(session, settings.sources());
    Runner runner = new Runner(session, warehouse, InstantSource.system(), progress, codeVersion);
    Runner.Done done =
        runner.run(
            new Runner.Request(
                runDate,
                effective,
                Nightly.jobs(settings),
                Capabilities.manifest(settings, date),
                reader::read));
    long start = System.nanoTime();
    List<Exporter.Written> exported = export(done.published(), runDate, settings);
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    List<StepRun> steps = new ArrayList<>(done.steps());
    steps.add(
        StepRun.of("export", exported.stream().mapToLong(Exporter.Written::rows).sum(), seconds));
    return new Outcome(done.published(), steps, exported);
  }

  private List<Exporter.Written> export(Published published, RunDate runDate, Settings settings) {
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
    PublishedTables tables = PublishedTables.of(session, warehouse, published);
    return new Exporter(session, folder, settings.export())
        .export(Catalogue.exported(), tables::read, info);
  }
}
