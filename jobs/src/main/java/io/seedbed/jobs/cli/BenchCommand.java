package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.run.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times the night on the demo shop. */
@Command(
    name = "bench",
    description =
        "Times the steps of the demo and its peak memory. The first run is cold; the others follow"
            + " in the same process.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  seedbed bench --runs 3 --json bench.json")
final class BenchCommand implements Callable<Integer> {

  @Mixin private Options options;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs, the cold one included. Default: 3.")
  private int runs = 3;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurements as JSON too.")
  private Optional<Path> json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new ParameterException(
          spec.commandLine(), "Cannot measure %d runs. Give --runs at least 1.".formatted(runs));
    }
    options.applyLogging();
    Demo demo = Demo.shop();
    String warehouse = options.warehouse().orElse("demo/bench");
    EffectiveSettings effective = demo.prepare().apply(warehouse);
    PrintWriter out = spec.commandLine().getOut();
    List<Bench.Measured> measured = new ArrayList<>();
    Meter cold = Meter.start();
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      Night night =
          new Night(place.session(), place.warehouse(), Progress.logged(), CodeVersion.current());
      for (int run = 0; run < runs; run++) {
        Meter meter = run == 0 ? cold : Meter.start();
        Night.Outcome outcome = night.run(effective, demo.runDate());
        measured.add(
            new Bench.Measured(outcome.published().runId(), outcome.steps(), meter.cost()));
      }
    }
    Bench bench = new Bench(measured);
    out.print(bench.table());
    out.flush();
    if (json.isPresent()) {
      Files.writeString(json.get(), bench.json());
    }
    return ExitCodes.PUBLISHED;
  }
}
