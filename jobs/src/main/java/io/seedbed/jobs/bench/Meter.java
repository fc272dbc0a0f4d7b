package io.seedbed.jobs.bench;

import java.io.IOException;

/** Measures what this process spends from a moment on, and what files come to be in a folder. */
final class Meter {

  private static final double NANOS = 1e9;

  private final FileCensus before;
  private final ProcessAccounts.Counters start;
  private final long startNanos;

  private Meter(FileCensus before) {
    this.before = before;
    this.start = ProcessAccounts.now();
    this.startNanos = System.nanoTime();
  }

  /** Starts to measure; the folder need not exist yet. */
  static Meter start(FileCensus before) {
    return new Meter(before);
  }

  /** What was spent since the start. */
  Cost cost() throws IOException {
    double seconds = (System.nanoTime() - startNanos) / NANOS;
    ProcessAccounts.Counters end = ProcessAccounts.now();
    return new Cost(
        seconds,
        end.cpuSeconds() - start.cpuSeconds(),
        ProcessAccounts.peakMb(),
        end.readBytes() - start.readBytes(),
        end.writtenBytes() - start.writtenBytes(),
        end.diskReadBytes() - start.diskReadBytes(),
        end.diskWrittenBytes() - start.diskWrittenBytes(),
        before.again().filesNewSince(before));
  }
}
