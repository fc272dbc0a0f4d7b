package io.seedbed.jobs.bench;

import io.seedbed.jobs.bench.ChildReport.NightCost;
import io.seedbed.jobs.config.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Plan plan;
  private final Consumer<String> watcher;
  private final ChildProcess children;
  private final Inbox inbox;
  private final Map<Subject, List<Cost>> costs = new EnumMap<>(Subject.class);
  private final List<NightCost> nights = new ArrayList<>();
  private final Map<String, String> versions = new TreeMap<>();

  /**
   * What is to be measured.
   *
   * @param shop its name for the results
   * @param data where {@link BenchShop} wrote it
   * @param work folder for warehouses and deliveries, on the same disk as the data
   * @param runs repetitions
   * @param warmNights nights measured in a warm process, after one that warms it up
   * @param limits threads of both engines, and the memory of DuckDB
   * @param nights the compiler of rebuilds and nights
   */
  public record Plan(
      String shop,
      Path data,
      Path work,
      int runs,
      int warmNights,
      DuckDbLimits limits,
      Compiler nights,
      String codeVersion) {

    public Plan {
      if (runs < 1 || warmNights < 1) {
        throw new IllegalArgumentException(
            "Cannot measure %d times with %d warm nights. Measure at least one of each."
                .formatted(runs, warmNights));
      }
    }
  }

  /**
   * Prepares to measure.
   *
   * @param watcher told what is being measured
   */
  public BenchRun(Plan plan, Consumer<String> watcher) throws IOException {
    if (!ProcessAccounts.areKept()) {
      throw new BenchException(
          "Cannot measure: this system keeps no /proc/self/io. Run the bench on Linux.");
    }
    this.plan = plan;
    this.watcher = watcher;
    this.children = new ChildProcess(plan.work().resolve("children"));
    this.inbox = new Inbox(plan.data(), plan.work().resolve("inbox"));
    int needed = 1 + plan.warmNights();
    if (inbox.nights().size() < needed) {
      throw new BenchException(
          "Cannot run %d nights: %s has %d days after its history. Write it with --nights %d."
              .formatted(needed, plan.data(), inbox.nights().size(), needed));
    }
  }

  /** Measures. */
  public BenchResults run() throws IOException, InterruptedException {
    FileUtils.deleteDirectory(history().toFile());
    for (int round = 1; round <= plan.runs(); round++) {
      measureSession(round);
      measureRebuild(round);
      measureNight(round);
      measureWarmNights(round);
      measureScans(round);
    }
    String configHash = EffectiveSettings.overlaidBy(inbox.conf()).hash();
    versions.put("Seedbed", plan.codeVersion());
    return new BenchResults(
        Surroundings.of(plan.shop(), versions, configHash, plan.limits(), plan.nights()),
        costs,
        nights);
  }

  private void measureSession(int round) throws IOException, InterruptedException {
    inbox.deliverUpTo(BenchShop.LAST_DAY);
    ChildProcess.Ended session =
        run(ChildTask.Kind.SESSION, "session", round, plan.nights(), List.of());
    add(Subject.SESSION, session.whole());
  }

  private void measureRebuild(int round) throws IOException, InterruptedException {
    FileUtils.deleteDirectory(warehouse().toFile());
    inbox.deliverUpTo(BenchShop.LAST_DAY);
    ChildProcess.Ended rebuild =
        run(ChildTask.Kind.NIGHTS, "rebuild", round, plan.nights(), List.of(BenchShop.LAST_DAY));
    addCold(rebuild, Subject.REBUILD, Subject.REBUILD_EXPORT);
    if (!Files.exists(history())) {
      Files.move(warehouse(), history());
    }
  }

  private void measureNight(int round) throws IOException, InterruptedException {
    goBack();
    ChildProcess.Ended night =
        run(ChildTask.Kind.NIGHTS, "night", round, plan.nights(), inbox.nights().subList(0, 1));
    addCold(night, Subject.NIGHT, Subject.NIGHT_EXPORT);
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
      add(Subject.WARM_NIGHT_EXPORT, night.export());
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
    Folders.restore(warehouse(), history());
    inbox.deliverUpTo(BenchShop.LAST_DAY);
  }

  private ChildProcess.Ended run(
      ChildTask.Kind kind, String name, int round, Compiler compiler, List<LocalDate> dates)
      throws IOException, InterruptedException {
    watcher.accept("%d of %d: %s".formatted(round, plan.runs(), name));
    Path output = plan.work().resolve("output");
    FileUtils.deleteDirectory(output.toFile());
    Files.createDirectories(output);
    ChildProcess.Ended ended =
        children.run(
            new ChildTask(
                kind,
                "%s-%d".formatted(name, round),
                plan.data().toString(),
                inbox.folder().toString(),
                warehouse().toString(),
                output.toString(),
                dates.stream().map(LocalDate::toString).toList(),
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
    add(export, only.export());
  }

  private void add(Subject subject, Cost cost) {
    costs.computeIfAbsent(subject, none -> new ArrayList<>()).add(cost);
  }

  private Path warehouse() {
    return plan.work().resolve("warehouse");
  }

  private Path history() {
    return plan.work().resolve("history");
  }
}
