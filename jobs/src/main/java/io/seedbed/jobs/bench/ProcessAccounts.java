package io.seedbed.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Linux has counted for this process; {@code proc(5)} says what each number is. */
final class ProcessAccounts {

  private static final Path SELF = Path.of("/proc/self");
  private static final double NANOS = 1e9;

  /** Clock ticks in a second as {@code /proc} counts them: 100 on every Linux that runs Java. */
  private static final double TICKS = 100;

  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** Counters that only rise. */
  record Counters(
      double cpuSeconds,
      long readBytes,
      long writtenBytes,
      long diskReadBytes,
      long diskWrittenBytes) {}

  /** Whether this system keeps such accounts. */
  static boolean areKept() {
    return Files.isReadable(SELF.resolve("io")) && Files.isReadable(SELF.resolve("status"));
  }

  /** What this process has used since it started. */
  static Counters now() {
    Map<String, Long> io = numbers("io");
    return new Counters(
        cpuNanos() / NANOS,
        io.get("rchar"),
        io.get("wchar"),
        io.get("read_bytes"),
        io.get("write_bytes"));
  }

  /** Most resident memory since the process started or the peak was reset, in MB. */
  static long peakMb() {
    return numbers("status").get("VmHWM") / 1024;
  }

  /** Forgets the peak, so that the next one is of what comes. */
  static void resetPeak() {
    try {
      Files.writeString(SELF.resolve("clear_refs"), "5");
    } catch (IOException refused) {
      throw new UncheckedIOException("Cannot reset the peak of resident memory", refused);
    }
  }

  /** Processor time of the child processes that have ended. */
  static double childrenCpuSeconds() {
    // The name of the command, in brackets, may hold blanks.
    String stat = lines("stat").get(0);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]))
        / TICKS;
  }

  private static double cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : Double.NaN;
  }

  private static Map<String, Long> numbers(String account) {
    Map<String, Long> numbers = new HashMap<>();
    for (String line : lines(account)) {
      String[] named = line.split(":", 2);
      String digits = named.length == 2 ? named[1].strip().replaceFirst(" kB$", "") : "";
      if (digits.matches("\\d+")) {
        numbers.put(named[0], Long.parseLong(digits));
      }
    }
    return numbers;
  }

  private static List<String> lines(String account) {
    try {
      return Files.readAllLines(SELF.resolve(account));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read %s".formatted(SELF.resolve(account)), unreadable);
    }
  }

  private ProcessAccounts() {}
}
