package io.seedbed.jobs.run;

import io.seedbed.features.source.SourceException;
import io.seedbed.features.table.Table;
import io.seedbed.jobs.ingest.SourceFailures;
import io.seedbed.jobs.warehouse.Written;
import io.seedbed.models.fit.FittedModel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs jobs one after the other, checks what they wrote and keeps the record of it. */
final class Steps {

  private final SparkSession session;
  private final RunTables tables;
  private final Progress progress;
  private final String runId;
  private final List<StepRun> done = new ArrayList<>();
  private final Set<Table> skipped = new HashSet<>();
  private final List<String> restatements = new ArrayList<>();

  private record Outcome(String name, long rows, OptionalLong version) {
    static Outcome carried() {
      return new Outcome(StepRun.CARRIED, 0, OptionalLong.empty());
    }

    static Outcome written(Written written) {
      return new Outcome(StepRun.DONE, written.rows(), OptionalLong.of(written.version()));
    }
  }

  Steps(SparkSession session, RunTables tables, Progress progress, String runId) {
    this.session = session;
    this.tables = tables;
    this.progress = progress;
    this.runId = runId;
  }

  List<StepRun> done() {
    return List.copyOf(done);
  }

  /** What the steps told anew of days gone by, for people to read. */
  List<String> restatements() {
    return List.copyOf(restatements);
  }

  void runAll(List<Job> jobs) {
    for (Job job : jobs) {
      int number = done.size() + 1;
      progress.started(number, jobs.size(), job.name());
      session.sparkContext().setJobDescription(job.name());
      long start = System.nanoTime();
      Outcome outcome = attempt(job);
      tables.letGo();
      double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
      StepRun step =
          new StepRun(job.name(), outcome.name(), outcome.rows(), seconds, outcome.version());
      done.add(step);
      progress.finished(number, jobs.size(), step);
    }
    session.sparkContext().setJobDescription(null);
  }

  /** Scala throws checked exceptions that no signature names, so everything is caught. */
  private Outcome attempt(Job job) {
    try {
      return run(job);
    } catch (JobFailure failure) {
      progress.failed(job.name());
      throw failure;
    } catch (VirtualMachineError fatal) {
      throw new JobFailure(
          "Cannot run %s: %s. Give the driver more memory (SEEDBED_HEAP, --driver-memory)."
              .formatted(job.name(), fatal),
          fatal);
    } catch (SourceException unusable) {
      progress.failed(job.name());
      throw new JobFailure(
          "Cannot run %s: %s".formatted(job.name(), unusable.getMessage()), unusable);
    } catch (Throwable thrown) {
      progress.failed(job.name());
      throw new JobFailure(
          "Cannot run %s: %s. The log holds the whole trace."
              .formatted(job.name(), rootMessage(thrown)),
          thrown);
    }
  }

  private Outcome run(Job job) {
    if (isSkipped(job)) {
      job.output().ifPresent(skipped::add);
      return new Outcome(StepRun.SKIPPED, 0, OptionalLong.empty());
    }
    Inputs inputs = new DeclaredInputs(job, tables);
    if (job instanceof Job.View view) {
      tables.keep(view);
      return new Outcome(StepRun.DONE, 0, OptionalLong.empty());
    }
    if (job instanceof Job.Daily daily) {
      return write(daily.writes(), daily.from().apply(inputs));
    }
    if (job instanceof Job.Chronicle chronicle) {
      return add(chronicle.writes(), chronicle.from().apply(inputs));
    }
    if (job instanceof Job.Fit fit) {
      return fit(fit, inputs);
    }
    if (job instanceof Job.Judge judge) {
      return judge(judge, inputs);
    }
    return build((Job.Build) job, inputs);
  }

  private Outcome judge(Job.Judge judge, Inputs inputs) {
    if (isCarried(judge.cadence(), judge, judge.writes(), inputs)) {
      tables.carry(judge.writes());
      return Outcome.carried();
    }
    List<Row> verdicts =
        judge.judge().apply(inputs, tables.onDriver(judge, judge.rows().apply(inputs)));
    return write(judge, judge.writes(), session.createDataFrame(verdicts, judge.writes().schema()));
  }

  /** Whether the previous publication's table stands, since no model behind it has moved. */
  private boolean isCarried(Job.Cadence cadence, Job job, Table table, Inputs inputs) {
    return cadence == Job.Cadence.WHEN_FITS_MOVE
        && tables.haveStayed(job.fitsRead())
        && inputs.previous(table).isPresent();
  }

  private Outcome build(Job.Build build, Inputs inputs) {
    if (isCarried(build.cadence(), build, build.writes(), inputs)) {
      tables.carry(build.writes());
      return Outcome.carried();
    }
    Outcome outcome = write(build, build.writes(), build.from().apply(inputs));
    if (build.restates().isPresent()) {
      inputs.previousDay().ifPresent(day -> tell(build.writes(), day));
    }
    return outcome;
  }

  /** Days that nothing had been told of have no history to tell anew. */
  private void tell(Table table, LocalDate lastTold) {
    SortedSet<LocalDate> days =
        tables.continuation().changed(List.of(table)).listed().headSet(lastTold.plusDays(1));
    if (!days.isEmpty()) {
      String told =
          "%s: ids belong to other customers than before; days told anew: %d, from %s to %s."
              .formatted(table.name(), days.size(), days.first(), days.last());
      restatements.add(told);
      progress.say(told);
    }
  }

  private Outcome fit(Job.Fit fit, Inputs inputs) {
    if (fit.cadence() == Job.Cadence.WHEN_FITS_MOVE && tables.haveStayed(fit.fitsRead())) {
      Optional<FittedModel> before =
          tables.previous().flatMap(publication -> publication.fitted(fit.name()));
      if (before.isPresent()) {
        tables.keep(fit.name(), before.get());
        return Outcome.carried();
      }
    }
    List<Row> cells = tables.onDriver(fit, fit.cells().apply(inputs));
    tables.keep(fit.name(), fit.fit().apply(inputs, cells));
    return new Outcome(StepRun.DONE, cells.size(), OptionalLong.empty());
  }

  /** For want of a source of its own, or because all it reads was skipped. */
  private boolean isSkipped(Job job) {
    return !job.sources().stream().allMatch(tables::has)
        || (!job.reads().isEmpty() && skipped.containsAll(job.reads()));
  }

  private Outcome write(Job job, Table table, Dataset<Row> rows) {
    Written written = tables.replace(job, table, rows, runId + " " + table.name());
    if (written.rows() > 0) {
      TableChecks.check(table, tables.read(table));
    }
    return Outcome.written(written);
  }

  private Outcome write(Table table, Change change) {
    long version = tables.replace(table, change, runId + " " + table.name());
    if (change.replaced().isEmpty()) {
      return Outcome.carried();
    }
    Column day = table.clustering().orElseThrow().col();
    Column isWritten = change.replaced().include(day).or(day.isNull());
    long rows = TableChecks.check(table, tables.read(table).where(isWritten));
    return Outcome.written(new Written(version, rows));
  }

  private Outcome add(Table table, Dataset<Row> rows) {
    long version = tables.add(table, rows, runId + " " + table.name());
    Column isToday = table.clustering().orElseThrow().col().equalTo(tables.runDate().asColumn());
    return Outcome.written(
        new Written(version, TableChecks.check(table, tables.read(table).where(isToday))));
  }

  /** What our own code says, else what lies at the bottom. */
  private static String rootMessage(Throwable thrown) {
    Optional<SourceException> source = SourceFailures.explain(thrown);
    Throwable root = source.isPresent() ? source.get() : thrown;
    while (source.isEmpty() && root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(message).replaceAll("[. ]+$", "");
  }
}
