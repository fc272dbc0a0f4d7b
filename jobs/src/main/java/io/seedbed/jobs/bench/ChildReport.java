package io.seedbed.jobs.bench;

import io.seedbed.jobs.run.StepRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a child process has to say.
 *
 * @param whole what it took from its start, as far as it can see itself
 * @param nights what each date took
 * @param versions of what it ran on, by name
 */
record ChildReport(Cost whole, List<NightCost> nights, Map<String, String> versions) {

  /** What one date took. */
  record NightCost(String date, Cost night, Cost export, List<Step> steps) {}

  /** What one step of it took. */
  record Step(String step, String outcome, long rows, double seconds) {
    static Step of(StepRun run) {
      return new Step(run.step(), run.outcome(), run.rows(), run.seconds());
    }
  }

  void write(Path file) {
    try {
      Json.MAPPER.writeValue(file.toFile(), this);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write %s".formatted(file), failed);
    }
  }

  static ChildReport read(Path file) {
    try {
      return Json.MAPPER.readValue(file.toFile(), ChildReport.class);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read %s".formatted(file), failed);
    }
  }
}
