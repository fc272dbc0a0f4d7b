package io.seedbed.jobs.run;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Sources;
import io.seedbed.jobs.warehouse.DateLock;
import io.seedbed.jobs.warehouse.DeltaTables;
import io.seedbed.jobs.warehouse.KeptDates;
import io.seedbed.jobs.warehouse.LockHolder;
import io.seedbed.jobs.warehouse.Warehouse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
   * @param sources the files of the configured sources
   * @param logic hash of all that a result can rest on beside the inputs; a run goes on only from a
   *     publication with the same
   * @param history whether the run may go on from the previous publication
   * @param labels what labels take from the night before
   */
  public record Request(
      RunDate runDate,
      EffectiveSettings effective,
      List<Job> jobs,
      List<Row> manifest,
      Sources sources,
      String logic,
      History history,
      Labels labels) {

    Settings settings() {
      return effective.settings();
    }

    Set<String> configured() {
      return settings().sources().keySet();
    }
  }

  /** What a run makes of the past. */
  public enum History {
    /** Goes on from the previous publication where its logic is the same. */
    CONTINUED,
    /** Builds everything from the sources' files. */
    REBUILT
  }

  /** What labels take from the night before. */
  public enum Labels {
    /** Follow what was published of the day before, which must have been. */
    FOLLOWED,
    /** Everybody is judged as on a first night. */
    ANEW
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
   * Those of the jobs without which the asked tables cannot be written, as {@link JobOrder} says.
   */
  public static List<Job> neededFor(List<Job> jobs, Set<Table> asked) {
    return JobOrder.neededFor(Bookkeeping.with(jobs, inputs -> List.of()), asked).stream()
        .filter(jobs::contains)
        .toList();
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
    DeltaTables tables = new DeltaTables(session, warehouse);
    Publications publications = Publications.of(session, warehouse);
    Yesterday yesterday = Yesterday.of(tables, publications, request.runDate(), request.labels());
    Continuation continuation =
        new Continuation(
            KeptDates.at(request.runDate().day(), request.settings().run().keepNights()),
            previous(request, tables, publications.newest()));
    RunTables runTables = new RunTables(tables, request, started, continuation, yesterday);
    Steps steps = new Steps(session, runTables, progress, runId);
    String error = null;
    try {
      say(request);
      steps.runAll(jobs);
      if (isUpkeepDue(request)) {
        progress.say("Upkeep: putting small files together, deleting old ones.");
        runTables.tidy(
            jobs.stream().flatMap(job -> job.output().stream()),
            request.settings().run().keepHistoryDays());
      }
      Published published =
          new Published(
              request.runDate().day(),
              runId,
              now(),
              runTables.versions(),
              request.logic(),
              request.effective().hash(),
              yesterday.runId());
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
              runTables.landedFiles(),
              steps.done(),
              error,
              request.manifest(),
              steps.restatements());
      tables.append(
          RunLedger.TABLE,
          warehouse.table(RunLedger.TABLE),
          session.createDataFrame(List.of(RunLedger.row(entry)), RunLedger.TABLE.schema()),
          runId);
    }
  }

  private static boolean isUpkeepDue(Request request) {
    return request.runDate().day().toEpochDay() % request.settings().run().upkeepEveryDays() == 0;
  }

  private Optional<Previous> previous(
      Request request, DeltaTables tables, Optional<Published> latest) {
    if (request.history() == History.REBUILT) {
      progress.say("Builds everything from the sources' files.");
      return Optional.empty();
    }
    Optional<Previous> previous = Previous.of(tables, latest, request.runDate(), request.logic());
    progress.say(
        previous
            .map(publication -> "Goes on from " + publication.runId() + ".")
            .orElseGet(
                () ->
                    latest.isEmpty()
                        ? "Builds everything from the sources' files: nothing is published yet."
                        : "Builds everything from the sources' files: settings, presets, code or the order of dates changed."));
    return previous;
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
