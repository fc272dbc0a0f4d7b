package io.seedbed.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the numbers rest on: without it they say nothing.
 *
 * @param versions of what was measured, by name
 * @param configHash of the settings of the nights
 * @param nightOptions of the Java virtual machine of rebuilds and nights
 * @param otherOptions of all others
 */
public record Surroundings(
    String shop,
    String processor,
    int cores,
    long memoryMb,
    String system,
    Map<String, String> versions,
    String configHash,
    DuckDbLimits limits,
    List<String> nightOptions,
    List<String> otherOptions) {

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** Those of this machine. */
  static Surroundings of(
      String shop,
      Map<String, String> versions,
      String configHash,
      DuckDbLimits limits,
      Compiler nights) {
    return new Surroundings(
        shop,
        named(PROCESSOR, "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(named(MEMORY, "MemTotal").replaceAll("\\D", "")) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        new TreeMap<>(versions),
        configHash,
        limits,
        ChildProcess.options(nights),
        ChildProcess.options(Compiler.QUICK));
  }

  /** The value of the first line of that name; nothing where there is none, as on some ARM. */
  private static String named(Path account, String name) {
    try {
      return Files.readAllLines(account).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read %s".formatted(account), unreadable);
    }
  }
}
