package io.seedbed.jobs.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs tasks of the bench as processes of their own, one at a time, with the options of this
 * process but for the compiler, and measures each from outside: from before it starts until it has
 * ended.
 */
final class ChildProcess {

  private static final double NANOS = 1e9;
  private static final String COMPILER = "-XX:TieredStopAtLevel=";

  /** What belongs to this process alone: how it is watched, and which compiler it does with. */
  private static final Pattern OWN =
      Pattern.compile("-javaagent:.*|-agentlib:.*|" + COMPILER + ".*");

  private final Path folder;

  /**
   * A child that has ended.
   *
   * @param whole what it took from outside
   */
  record Ended(Cost whole, ChildReport report) {}

  /**
   * Where children are told what to do.
   *
   * @param folder for their tasks, reports and logs
   */
  ChildProcess(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Options of the Java virtual machine of a child. */
  static List<String> options(Compiler compiler) {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return Stream.concat(
            given.stream().filter(option -> !OWN.matcher(option).matches()),
            Stream.of(COMPILER + compiler.level()))
        .toList();
  }

  /**
   * Runs a task to its end.
   *
   * @throws BenchException when the child fails
   */
  Ended run(ChildTask task, Compiler compiler) throws IOException, InterruptedException {
    Path order = folder.resolve(task.name() + ".task.json");
    Path report = folder.resolve(task.name() + ".report.json");
    Path log = folder.resolve(task.name() + ".log");
    Files.deleteIfExists(report);
    task.write(order);
    ProcessBuilder builder =
        new ProcessBuilder(command(compiler, order, report))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    double cpuBefore = ProcessAccounts.childrenCpuSeconds();
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) / NANOS;
    double cpuSeconds = ProcessAccounts.childrenCpuSeconds() - cpuBefore;
    if (exit != 0 || !Files.exists(report)) {
      throw new BenchException(
          "Cannot measure %s: its process ended with %d. See %s."
              .formatted(task.name(), exit, log));
    }
    ChildReport told = ChildReport.read(report);
    return new Ended(told.whole().within(seconds, cpuSeconds), told);
  }

  private static List<String> command(Compiler compiler, Path order, Path report) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(compiler));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BenchChild.class.getName());
    command.add(order.toString());
    command.add(report.toString());
    return command;
  }
}
