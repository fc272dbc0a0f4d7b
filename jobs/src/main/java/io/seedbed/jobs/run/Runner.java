package io.seedbed.jobs.run;

import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.warehouse.DateLock;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.LockHolder;
import io.seedbed.jobs.warehouse.Warehouse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs jobs for a date: takes the date's lock, runs every job in the derived order, and publishes
 * all tables at once. What fails is recorded and publishes nothing.
 */
public final class Runner {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final SparkSession session;
  private final Warehouse warehouse;
  private final InstantSource clock;
  private final Progress progress;
  private final String codeVersion;

  /**
   * What is to be run.
   *
   * @param manifest rows of the capability manifest
   * @param sourceReader gives the raw rows of a configured source
   */
  public record Request(
      RunDate runDate,
      EffectiveSettings effective,
      List<Job> jobs,
      List<Row> manifest,
      Function<String, Dataset<Row>> sourceReader) {

    Settings settings() {
      return effective.settings();
    }

    Set<String> sources() {
      return settings().sources().keySet();
    }
  }

  /** A published run and how it went. */
  public record Done(Published published, List<StepRun> steps) {}

  public Runner(
      SparkSession session,
      Warehouse warehouse,
      InstantSource clock,
      Progress progress,
      String codeVersion) {
    this.session = session;
    this.warehouse = warehouse;
    this.clock = clock;
    this.progress = progress;
    this.codeVersion = codeVersion;
  }

  /** Jobs and the run's own, in the order they run. */
  public static List<Job> inOrder(List<Job> jobs) {
    return JobOrder.of(Bookkeeping.with(jobs, inputs -> List.of()));
  }

  /**
   * Runs and publishes.
   *
   * @throws JobFailure when a job, check or source failed; nothing is published then
   * @throws io.seedbed.jobs.warehouse.LockHeld when another run has the date
   */
  public Done run(Request request) {
    List<Job> jobs = JobOrder.of(Bookkeeping.with(request.jobs(), inputs -> request.manifest()));
    Instant started = now();
    String runId = "%s-%s".formatted(request.runDate().day(), STAMP.format(started));
    LockHolder holder = LockHolder.thisProcess(runId, started);
    DateLock lock = DateLock.take(warehouse, request.runDate().day(), holder);
    try {
      return runLocked(request, jobs, runId, started);
    } finally {
      lock.close();
    }
  }

  private Done runLocked(Request request, List<Job> jobs, String runId, Instant started) {
    warehouse.writeText(
        new Path(warehouse.run(runId), "effective.conf"), request.effective().rendered());
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    List<InputFile> inputs = InputFile.of(request.settings().sources(), hadoop);
    DeltaTables tables = new DeltaTables(session, warehouse);
    RunTables runTables = new RunTables(tables, request, started);
    Steps steps = new Steps(session, runTables, request.settings().run(), progress, runId);
    String error = null;
    try {
      say(request);
      steps.runAll(jobs);
      Published published =
          new Published(
              request.runDate().day(),
              runId,
              now(),
              runTables.versions(),
              request.effective().hash());
      tables.append(
          Publication.TABLE, warehouse.publication(), rows(Publication.row(published)), runId);
      return new Done(published, steps.done());
    } catch (JobFailure failure) {
      error = failure.getMessage();
      throw failure;
    } finally {
      RunLedger.Entry entry =
          new RunLedger.Entry(
              runId,
              request.runDate().day(),
              started,
              now(),
              codeVersion,
              request.effective(),
              inputs,
              steps.done(),
              error);
      tables.append(
          RunLedger.TABLE,
          warehouse.table(RunLedger.TABLE),
          session.createDataFrame(List.of(RunLedger.row(entry)), RunLedger.TABLE.schema()),
          runId);
    }
  }

  private Dataset<Row> rows(Row publication) {
    return session.createDataFrame(List.of(publication), Publication.TABLE.schema());
  }

  private void say(Request request) {
    for (Row row : request.manifest()) {
      progress.say(
          "%-24s %-12s%s"
              .formatted(
                  row.getString(1),
                  row.getString(2),
                  row.isNullAt(3) ? "" : " without " + row.getString(3)));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
