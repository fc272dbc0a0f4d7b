package io.seedbed.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Measures what this process spends from a moment on. */
final class Meter {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK_RESIDENT = "VmHWM:";
  private static final long MEBIBYTE = 1L << 20;

  private final long startNanos = System.nanoTime();
  private final long startCpuNanos = cpuNanos();

  /**
   * What was spent.
   *
   * @param heapPeakMb sum of the peaks of the heap's pools, an upper bound of the heap's peak
   * @param residentPeakMb peak resident memory of the process since it started; empty off Linux
   */
  record Cost(double seconds, double cpuSeconds, long heapPeakMb, OptionalLong residentPeakMb) {}

  private Meter() {}

  /** Starts to measure. */
  static Meter start() {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    return new Meter();
  }

  /** What was spent since the start. */
  Cost cost() {
    long heap = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Cost(
        seconds(System.nanoTime() - startNanos),
        seconds(cpuNanos() - startCpuNanos),
        heap / MEBIBYTE,
        residentPeakMb());
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static OptionalLong residentPeakMb() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(PEAK_RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read %s".formatted(STATUS), failed);
    }
  }

  private static double seconds(long nanos) {
    return Duration.ofNanos(nanos).toMillis() / 1000.0;
  }
}
