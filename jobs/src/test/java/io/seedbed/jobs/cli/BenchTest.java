package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.jobs.run.StepRun;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BenchTest {

  private static final Bench BENCH = new Bench(List.of(run(9, 900), run(2, 700), run(4, 800)));

  @Test
  void theColdRunStandsBesideTheMedianOfTheWarmOnes() {
    assertThat(BENCH.table().lines())
        .anyMatch(line -> line.matches("  user_day +1,234 +9\\.0 +3\\.0"))
        .anyMatch(line -> line.matches("  whole run, wall +9\\.0 +3\\.0"))
        .anyMatch(line -> line.equals("  Peaks: heap 900 MB, resident memory 1,500 MB"));
  }

  @Test
  void aSingleRunHasNoWarmColumn() {
    assertThat(new Bench(List.of(run(9, 900))).table().lines())
        .anyMatch(line -> line.matches("  user_day +1,234 +9\\.0"));
  }

  @Test
  void jsonHoldsEveryRunWithItsSteps() {
    assertThat(BENCH.json())
        .contains("\"run_id\" : \"run-9.0\"", "\"heap_peak_mb\" : 700", "\"step\" : \"user_day\"");
  }

  @Test
  void aMeterSeesTimeProcessorAndMemory() {
    assertThat(Meter.start().cost())
        .satisfies(
            cost -> {
              assertThat(cost.seconds()).isNotNegative();
              assertThat(cost.heapPeakMb()).isPositive();
            });
  }

  private static Bench.Measured run(double seconds, long heapPeakMb) {
    return new Bench.Measured(
        "run-" + seconds,
        List.of(StepRun.of("user_day", 1_234, seconds)),
        new Meter.Cost(seconds, 2 * seconds, heapPeakMb, OptionalLong.of(1_500)));
  }
}
