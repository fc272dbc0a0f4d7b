package io.seedbed.jobs.bench;

import java.util.List;
import java.util.Map;

/** Results of a bench that never ran. */
public final class SomeResults {

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          "S, 365 days",
          "Some CPU",
          2,
          16_000,
          "Linux 6",
          Map.of("Spark", "4.1.0"),
          "abc",
          new DuckDbLimits(2, 3_000),
          List.of("-Xmx3g", "-XX:TieredStopAtLevel=4", "-Dsome=1"),
          List.of("-Xmx3g", "-XX:TieredStopAtLevel=1"));

  public static BenchResults of(Map<Subject, List<Cost>> costs) {
    return of(costs, List.of());
  }

  public static BenchResults of(Map<Subject, List<Cost>> costs, List<Agreement> agreements) {
    return new BenchResults(SURROUNDINGS, costs, List.of(), agreements);
  }

  public static Cost cost(double seconds, double cpuSeconds) {
    return new Cost(seconds, cpuSeconds, 1_500, 2_000_000, 1_000_000, 0, 0, 0);
  }

  private SomeResults() {}
}
