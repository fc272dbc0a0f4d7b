package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.PublishedTables;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the night on a made-up shop, or on two public data sets. */
@Command(
    name = "demo",
    description = "Makes a small community shop and runs the whole nightly job on it.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed demo",
      "  SEEDBED_DATA=/data seedbed demo --real",
      "  seedbed explain o3L00nX5uJ8wrCGOTAZae15Ba41H --warehouse demo/shop"
    })
final class DemoCommand implements Callable<Integer> {

  @Mixin private Options options;

  @Option(
      names = "--real",
      description =
          "Read UCI Online Retail and the IRC disentanglement corpus from $$SEEDBED_DATA instead.")
  private boolean isReal;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    options.applyLogging();
    Demo demo = isReal ? Demo.real(Optional.ofNullable(System.getenv(Demo.DATA))) : Demo.shop();
    String warehouse = options.warehouse().orElse(demo.defaultWarehouse());
    EffectiveSettings effective = demo.prepare().apply(warehouse);
    PrintWriter out = spec.commandLine().getOut();
    out.print(demo.introduction());
    out.flush();
    try (Workplace place =
        Workplace.open(options.master(), warehouse, effective.settings().run())) {
      Night night =
          new Night(
              place.session(), place.warehouse(), Progress.ofProcess(), CodeVersion.current());
      Night.Outcome outcome = night.run(effective, Night.Asked.of(demo.runDate()));
      PublishedTables tables =
          PublishedTables.of(
              place.session(),
              place.warehouse(),
              outcome.published(),
              Nightly.jobs(effective.settings()));
      out.println();
      out.print(Headlines.of(tables));
      out.println();
      out.println(demo.introduction());
      out.print(Closing.of(place.warehouse(), outcome));
      out.flush();
    }
    return ExitCodes.PUBLISHED;
  }
}
