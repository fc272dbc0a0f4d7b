package io.seedbed.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seedbed.jobs.run.StepRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What several runs of the night cost, as a table and as JSON. */
record Bench(List<Measured> runs) {

  /** One run. */
  record Measured(String runId, List<StepRun> steps, Meter.Cost cost) {}

  /** Steps and totals: the cold run, and the median of the others. */
  String table() {
    TextTable steps = TextTable.of("step", "rows", "cold s", "warm s (median)");
    List<StepRun> cold = runs.get(0).steps();
    for (int index = 0; index < cold.size(); index++) {
      int step = index;
      steps.row(
          cold.get(step).step(),
          cold.get(step).rows(),
          shown(cold.get(step).seconds()),
          warmMedian(warm().map(run -> run.steps().get(step).seconds()).toArray(Double[]::new)));
    }
    Meter.Cost first = runs.get(0).cost();
    steps.row("whole run, wall", "", shown(first.seconds()), median(Meter.Cost::seconds));
    steps.row("whole run, CPU", "", shown(first.cpuSeconds()), median(Meter.Cost::cpuSeconds));
    return steps.text() + memory();
  }

  /** All measurements. */
  String json() {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode all = mapper.createArrayNode();
    for (Measured run : runs) {
      ObjectNode node = all.addObject();
      node.put("run_id", run.runId());
      node.put("seconds", run.cost().seconds());
      node.put("cpu_seconds", run.cost().cpuSeconds());
      node.put("heap_peak_mb", run.cost().heapPeakMb());
      run.cost().residentPeakMb().ifPresent(peak -> node.put("resident_peak_mb", peak));
      ArrayNode steps = node.putArray("steps");
      run.steps()
          .forEach(
              step ->
                  steps
                      .addObject()
                      .put("step", step.step())
                      .put("rows", step.rows())
                      .put("seconds", step.seconds()));
    }
    return all.toPrettyString() + System.lineSeparator();
  }

  private String memory() {
    long heap = runs.stream().mapToLong(run -> run.cost().heapPeakMb()).max().orElse(0);
    String resident =
        runs.get(runs.size() - 1).cost().residentPeakMb().isPresent()
            ? ", resident memory %,d MB"
                .formatted(runs.get(runs.size() - 1).cost().residentPeakMb().getAsLong())
            : "";
    return "  Peaks: heap %,d MB%s%n".formatted(heap, resident);
  }

  private Stream<Measured> warm() {
    return runs.stream().skip(1);
  }

  private String median(ToDoubleFunction<Meter.Cost> measure) {
    return warmMedian(warm().map(run -> measure.applyAsDouble(run.cost())).toArray(Double[]::new));
  }

  private static String warmMedian(Double[] values) {
    if (values.length == 0) {
      return "";
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return shown(median);
  }

  private static String shown(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
