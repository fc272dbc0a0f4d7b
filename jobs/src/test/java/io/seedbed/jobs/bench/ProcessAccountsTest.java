package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProcessAccountsTest {

  @TempDir Path folder;

  @Test
  void aMeterSeesWhatIsWrittenAndWhatItTakes() throws IOException {
    Files.writeString(folder.resolve("old"), "there before");
    Meter meter = Meter.start(FileCensus.of(folder));

    Files.write(folder.resolve("new"), new byte[5_000_000]);
    work();
    Cost cost = meter.cost();

    assertThat(cost.files()).isEqualTo(1);
    assertThat(cost.writtenBytes()).isBetween(5_000_000L, 50_000_000L);
    assertThat(cost.seconds()).isPositive();
    assertThat(cost.cpuSeconds()).isGreaterThan(0.03);
    assertThat(cost.peakMb()).isPositive();
  }

  @Test
  void aFileThatIsWrittenAgainCountsAsNew() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "once");
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
    FileCensus before = FileCensus.of(folder);
    assertThat(before.again().filesNewSince(before)).isZero();

    Files.writeString(file, "twice");

    assertThat(before.again().filesNewSince(before)).isEqualTo(1);
  }

  @Test
  void aChildThatHasEndedHasItsProcessorTimeCounted() throws IOException, InterruptedException {
    double before = ProcessAccounts.childrenCpuSeconds();

    int exit =
        new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done")
            .start()
            .waitFor();

    assertThat(exit).isZero();
    assertThat(ProcessAccounts.childrenCpuSeconds()).isGreaterThan(before);
  }

  @Test
  void aPeakThatIsResetForgetsWhatWasFreed() {
    long[] large = new long[30_000_000];
    large[large.length - 1] = 1;
    long peak = ProcessAccounts.peakMb();

    ProcessAccounts.resetPeak();

    assertThat(large[large.length - 1]).isEqualTo(1);
    assertThat(ProcessAccounts.peakMb()).isLessThanOrEqualTo(peak);
  }

  /** For longer than the tick in which the system counts processor time. */
  private static void work() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + 50_000_000;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
