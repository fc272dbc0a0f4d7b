package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.jobs.bench.Cost;
import io.seedbed.jobs.bench.SomeResults;
import io.seedbed.jobs.bench.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {

  private static final Map<Subject, List<Cost>> COSTS =
      Map.of(
          Subject.NIGHT, List.of(SomeResults.cost(9, 30), SomeResults.cost(5, 20)),
          Subject.REBUILD, List.of(SomeResults.cost(4, 10)));

  @Test
  void mediansStandWithTheirExtremesAndWhatWasNotMeasuredIsLeftOut() {
    assertThat(new BenchTable(SomeResults.of(COSTS)).text().lines())
        .anyMatch(
            line -> line.matches("  night, cold process +7\\.0 \\(5\\.0–9\\.0\\) +25\\.0 \\(.*"))
        .noneMatch(line -> line.contains("session start and end"));
  }

  @Test
  void aRatioThatCannotBeToldIsADash() {
    assertThat(new BenchTable(SomeResults.of(COSTS)).text().lines())
        .anyMatch(line -> line.matches("  night, cold ÷ full rebuild +CPU s +2\\.50"))
        .anyMatch(line -> line.matches("  night, warm ÷ full rebuild +CPU s +–"));
  }

  @Test
  void theOptionsOfNightsAndOthersAreInSight() {
    assertThat(new BenchTable(SomeResults.of(COSTS)).text())
        .contains(
            "nights: java -Xmx3g -XX:TieredStopAtLevel=4\n",
            "others: java -Xmx3g -XX:TieredStopAtLevel=1\n",
            "Some CPU, 2 cores, 16,000 MB",
            "settings abc",
            "Spark 4.1.0");
  }
}
