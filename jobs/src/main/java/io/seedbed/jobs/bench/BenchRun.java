package io.seedbed.jobs.bench;

import io.seedbed.jobs.bench.ChildReport.NightCost;
import io.seedbed.jobs.config.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/**
 * Measures everything once, then everything again: what drifts on the machine then touches all
 * alike. Every repetition of a night starts from the same warehouse, that of the first rebuild.
 */
public final class BenchRun {

  private final BenchPlan plan;
  private final Consumer<String> watcher;
  private final ChildProcess children;
  private final Inbox inbox;
  private final Map<Subject, List<Cost>> costs = new EnumMap<>(Subject.class);
  private final List<NightCost> nights = new ArrayList<>();
  private final List<Agreement> agreements = new ArrayList<>();
  private final Map<String, String> versions = new TreeMap<>();

  /**
   * Prepares to measure.
   *
   * @param watcher told what is being measured
   */
  public BenchRun(BenchPlan plan, Consumer<String> watcher) throws IOException {
    if (!ProcessAccounts.areKept()) {
      throw new BenchException(
          "Cannot measure: this system keeps no /proc/self/io. Run the bench on Linux.");
    }
    this.plan = plan;
    this.watcher = watcher;
    this.children = new ChildProcess(plan.children());
    this.inbox = plan.inbox();
    int needed = 1 + plan.warmNights();
    if (inbox.nights().size() < needed) {
      throw new BenchException(
          "Cannot run %d nights: %s has %d days after its history. Write it with --nights %d."
              .formatted(needed, plan.data(), inbox.nights().size(), needed));
    }
  }

  /** Measures. */
  public BenchResults run() throws IOException, SQLException, InterruptedException {
    FileUtils.deleteDirectory(plan.history().toFile());
    for (int round = 1; round <= plan.runs(); round++) {
      measureSession(round);
      measureRebuild(round);
      measureNight(round);
      measureDuckDb(round);
      if (plan.warmNights() > 0) {
        measureWarmNights(round);
      }
      measureScans(round);
    }
    String configHash = EffectiveSettings.overlaidBy(inbox.conf()).hash();
    versions.put("Seedbed", plan.codeVersion());
    return new BenchResults(
        Surroundings.of(plan.shop(), versions, configHash, plan.limits(), plan.nights()),
        costs,
        nights,
        agreements);
  }

  private void measureSession(int round) throws IOException, InterruptedException {
    inbox.deliverUpTo(BenchShop.LAST_DAY);
    ChildProcess.Ended session =
        run(ChildTask.Kind.SESSION, "session", round, plan.nights(), List.of());
    add(Subject.SESSION, session.whole());
  }

  private void measureRebuild(int round) throws IOException, InterruptedException {
    FileUtils.deleteDirectory(plan.warehouse().toFile());
    inbox.deliverUpTo(BenchShop.LAST_DAY);
    ChildProcess.Ended rebuild =
        run(ChildTask.Kind.NIGHTS, "rebuild", round, plan.nights(), List.of(BenchShop.LAST_DAY));
    addCold(rebuild, Subject.REBUILD, Subject.REBUILD_EXPORT);
    if (!Files.exists(plan.history())) {
      Files.move(plan.warehouse(), plan.history());
    }
  }

  private void measureNight(int round) throws IOException, InterruptedException {
    goBack();
    ChildProcess.Ended night =
        run(ChildTask.Kind.NIGHTS, "night", round, plan.nights(), inbox.nights().subList(0, 1));
    addCold(night, Subject.NIGHT, Subject.NIGHT_EXPORT);
  }

  /** Computes the night that has just been published, from the same deliveries. */
  private void measureDuckDb(int round) throws IOException, SQLException, InterruptedException {
    List<LocalDate> night = inbox.nights().subList(0, 1);
    if (round == 1) {
      run(ChildTask.Kind.PUBLISHED, "published", round, Compiler.QUICK, night);
    }
    ChildProcess.Ended duckDb = run(ChildTask.Kind.DUCKDB, "duckdb", round, Compiler.QUICK, night);
    add(Subject.DUCKDB, duckDb.whole());
    if (round == 1) {
      watcher.accept("Comparing");
      agreements.addAll(
          new OutputComparison(plan.output(), plan.limits()).with(plan.rows().compared()));
    }
  }

  private void measureWarmNights(int round) throws IOException, InterruptedException {
    goBack();
    ChildProcess.Ended warm =
        run(
            ChildTask.Kind.NIGHTS,
            "warm-nights",
            round,
            plan.nights(),
            inbox.nights().subList(0, 1 + plan.warmNights()));
    for (NightCost night : warm.report().nights().subList(1, 1 + plan.warmNights())) {
      add(Subject.WARM_NIGHT, night.night());
      addExport(Subject.WARM_NIGHT_EXPORT, night);
    }
  }

  private void measureScans(int round) throws IOException, InterruptedException {
    inbox.deliverUpTo(BenchShop.LAST_DAY);
    add(
        Subject.SPARK_SCAN,
        run(ChildTask.Kind.SPARK_SCAN, "scan-spark", round, plan.nights(), List.of()).whole());
    add(
        Subject.DUCKDB_SCAN,
        run(ChildTask.Kind.DUCKDB_SCAN, "scan-duckdb", round, Compiler.QUICK, List.of()).whole());
  }

  private void goBack() throws IOException {
    Folders.restore(plan.warehouse(), plan.history());
    inbox.deliverUpTo(BenchShop.LAST_DAY);
  }

  private ChildProcess.Ended run(
      ChildTask.Kind kind, String name, int round, Compiler compiler, List<LocalDate> dates)
      throws IOException, InterruptedException {
    watcher.accept("%d of %d: %s".formatted(round, plan.runs(), name));
    FileUtils.deleteDirectory(plan.output().toFile());
    Files.createDirectories(plan.output());
    ChildProcess.Ended ended =
        children.run(
            new ChildTask(
                kind,
                "%s-%d".formatted(name, round),
                plan.data().toString(),
                inbox.folder().toString(),
                plan.warehouse().toString(),
                plan.rows().folder().toString(),
                plan.output().toString(),
                dates.stream().map(LocalDate::toString).toList(),
                plan.hasExports(),
                plan.limits(),
                plan.codeVersion()),
            compiler);
    versions.putAll(ended.report().versions());
    nights.addAll(ended.report().nights());
    return ended;
  }

  /** A process that ran one date: what it took without the export, and the export. */
  private void addCold(ChildProcess.Ended cold, Subject night, Subject export) {
    NightCost only = cold.report().nights().get(0);
    add(night, cold.whole().without(only.export()).peaking(only.night().peakMb()));
    addExport(export, only);
  }

  private void addExport(Subject subject, NightCost night) {
    if (plan.hasExports()) {
      add(subject, night.export());
    }
  }

  private void add(Subject subject, Cost cost) {
    costs.computeIfAbsent(subject, none -> new ArrayList<>()).add(cost);
  }
}
