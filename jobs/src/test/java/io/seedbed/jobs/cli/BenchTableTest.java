package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.jobs.bench.Agreement;
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
          Subject.DUCKDB, List.of(SomeResults.cost(4, 10)));

  @Test
  void mediansStandWithTheirExtremesAndWhatWasNotMeasuredIsLeftOut() {
    assertThat(new BenchTable(SomeResults.of(COSTS)).text().lines())
        .anyMatch(
            line -> line.matches("  night, cold process +7\\.0 \\(5\\.0–9\\.0\\) +25\\.0 \\(.*"))
        .noneMatch(line -> line.contains("full rebuild, cold process"));
  }

  @Test
  void aRatioThatCannotBeToldIsADash() {
    assertThat(new BenchTable(SomeResults.of(COSTS)).text().lines())
        .anyMatch(line -> line.matches("  night, cold ÷ DuckDB +CPU s +2\\.50"))
        .anyMatch(line -> line.matches("  full rebuild ÷ DuckDB +CPU s +–"));
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

  @Test
  void tablesThatDisagreeAreNamed() {
    assertThat(new BenchTable(SomeResults.of(COSTS)).text()).contains("Results were not compared.");
    assertThat(text(new Agreement("user_day", 1_000, 0, List.of())))
        .contains("All 1 tables agree with DuckDB's, row by row.");
    assertThat(
            text(
                    new Agreement("user_day", 1_000, 0, List.of()),
                    new Agreement("orders", 500, 2, List.of("order_id o1: is missing in DuckDB")))
                .lines())
        .anyMatch(line -> line.matches("  orders +500 +2"))
        .contains("order_id o1: is missing in DuckDB")
        .noneMatch(line -> line.startsWith("  user_day"));
  }

  private static String text(Agreement... agreements) {
    return new BenchTable(SomeResults.of(COSTS, List.of(agreements))).text();
  }
}
