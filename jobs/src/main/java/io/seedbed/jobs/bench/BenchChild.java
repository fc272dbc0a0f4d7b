package io.seedbed.jobs.bench;

import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.bench.ChildReport.NightCost;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.session.Sessions;
import io.seedbed.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * A child process of the bench: does one task and writes down what it took. It does what {@code
 * seedbed run} does and nothing else, so that a cold process costs here what it costs at night.
 */
public final class BenchChild {

  private final ChildTask task;
  private final EffectiveSettings settings;
  private final Map<String, String> versions = new TreeMap<>();

  private BenchChild(ChildTask task) {
    this.task = task;
    this.settings = EffectiveSettings.overlaidBy(task.delivered().conf());
  }

  /** Takes the file with the task and the file for the report. */
  public static void main(String[] files) throws IOException, SQLException {
    ChildTask task = ChildTask.read(Path.of(files[0]));
    BenchChild child = new BenchChild(task);
    FileCensus before = FileCensus.of(child.folder());
    List<NightCost> nights = child.run();
    new ChildReport(wholeSince(before), nights, child.versions).write(Path.of(files[1]));
  }

  private List<NightCost> run() throws IOException, SQLException {
    versions.put("Java", System.getProperty("java.runtime.version"));
    switch (task.kind()) {
      case SESSION -> inSession(session -> {});
      case PUBLISHED -> inSession(this::writePublished);
      case DUCKDB -> runDuckDb();
      case SPARK_SCAN -> inSession(session -> SparkScan.run(session, scanned()));
      case DUCKDB_SCAN ->
          versions.put("DuckDB", DuckDbScan.run(task.duckDb(), Path.of(task.output()), scanned()));
      case NIGHTS -> {
        return nights();
      }
    }
    return List.of();
  }

  private void writePublished(SparkSession session) {
    LocalDate date = task.days().get(0);
    task.rows().write(published(session, date), published(session, date.minusDays(1)));
  }

  private PublishedTables published(SparkSession session, LocalDate date) {
    List<Job> jobs = Nightly.jobs(settings.settings());
    return PublishedTables.latest(session, warehouse(session), Optional.of(date), jobs)
        .orElseThrow();
  }

  /**
   * Nothing in the shop is dated after the night, so that the moment of reading is of no matter.
   */
  private void runDuckDb() throws IOException, SQLException {
    LocalDate date = task.days().get(0);
    DuckDbNight.run(
        new DuckDbNight.Request(
            settings.settings(),
            date,
            new RunDate(date, settings.settings().shop().zone()).asOf(),
            task.rows().fits(),
            task.rows().yesterday(),
            task.duckDb(),
            Path.of(task.output())));
  }

  private List<NightCost> nights() throws IOException {
    List<NightCost> nights = new ArrayList<>();
    inSession(
        session -> {
          Night night =
              new Night(session, warehouse(session), Progress.logged(), task.codeVersion());
          for (LocalDate date : task.days()) {
            task.delivered().deliver(date);
            nights.add(measured(night, date));
          }
        });
    return nights;
  }

  /** The first night's peak is that of the process, its start included. */
  private NightCost measured(Night night, LocalDate date) throws IOException {
    Meter nightMeter = Meter.start(FileCensus.of(folder()));
    Runner.Done done =
        night.publish(settings, date, Runner.History.CONTINUED, Runner.Labels.FOLLOWED);
    Cost cost = nightMeter.cost();
    ProcessAccounts.resetPeak();
    Meter exportMeter = Meter.start(FileCensus.of(folder()));
    if (task.hasExports()) {
      night.export(settings, done.published());
    }
    Cost exported = exportMeter.cost();
    ProcessAccounts.resetPeak();
    return new NightCost(
        date.toString(), cost, exported, done.steps().stream().map(ChildReport.Step::of).toList());
  }

  private Warehouse warehouse(SparkSession session) {
    return Warehouse.at(task.warehouse(), session.sparkContext().hadoopConfiguration());
  }

  private interface InSession {
    void run(SparkSession session) throws IOException;
  }

  private void inSession(InSession work) throws IOException {
    SparkSession session = Sessions.open(Optional.of(task.master()), settings.settings().run());
    try {
      versions.put("Spark", session.version());
      work.run(session);
    } finally {
      session.stop();
    }
  }

  private Path folder() {
    return Path.of(task.kind() == ChildTask.Kind.NIGHTS ? task.warehouse() : task.output());
  }

  private List<Path> scanned() {
    Path inbox = Path.of(task.inbox());
    return BenchShop.SOURCES.stream().map(inbox::resolve).toList();
  }

  /** By the clock and the processor the parent knows better: this process has not ended yet. */
  private static Cost wholeSince(FileCensus before) throws IOException {
    ProcessAccounts.Counters used = ProcessAccounts.now();
    return new Cost(
        0,
        used.cpuSeconds(),
        ProcessAccounts.peakMb(),
        used.readBytes(),
        used.writtenBytes(),
        used.diskReadBytes(),
        used.diskWrittenBytes(),
        before.again().filesNewSince(before));
  }
}
