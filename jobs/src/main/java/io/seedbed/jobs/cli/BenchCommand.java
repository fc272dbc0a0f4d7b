package io.seedbed.jobs.cli;

import io.seedbed.jobs.bench.BenchPlan;
import io.seedbed.jobs.bench.BenchResults;
import io.seedbed.jobs.bench.BenchRun;
import io.seedbed.jobs.bench.BenchShop;
import io.seedbed.jobs.bench.Compiler;
import io.seedbed.jobs.bench.DuckDbLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the night beside DuckDB on a made-up shop. */
@Command(
    name = "bench",
    description =
        "Measures, in turn and each in a process of its own: a full rebuild, the night after it cold"
            + " and warm, the same tables by one DuckDB script, and bare scans in both. Exits with 1"
            + " where a table differs.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed bench --size S",
      "  seedbed bench --size L --days 730 --json bench.json --work /data/bench"
    })
final class BenchCommand implements Callable<Integer> {

  @Mixin private ShopOptions made;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Repetitions of every measurement. Default: 3.")
  private int runs = 3;

  @Option(
      names = "--warm-nights",
      paramLabel = "N",
      description = "Nights measured in a warm process in each repetition; 0 for none. Default: 2.")
  private int warmNights = 2;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of Spark and of DuckDB. Default: 2.")
  private int threads = 2;

  @Option(
      names = "--without-exports",
      description = "Leave out the exports, which a night is not compared by.")
  private boolean isWithoutExports;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every measurement as JSON too.")
  private Optional<Path> json;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "For warehouses, and the shop where it is not there yet. Default: demo/bench.")
  private Path work = Path.of("demo/bench");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A shop of this size and these days that bench-data wrote. Default: below --work.")
  private Optional<Path> data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (runs < 1
        || warmNights < 0
        || warmNights >= ShopOptions.NIGHTS
        || made.days() < 1
        || threads < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot measure %d times %d warm nights after %d days with %d threads. Give at least 1 of each but warm nights, and fewer than %d of these."
              .formatted(runs, warmNights, made.days(), threads, ShopOptions.NIGHTS));
    }
    PrintWriter out = spec.commandLine().getOut();
    String shop = "%s, %d days".formatted(made.size(), made.days());
    // What the heap may take is DuckDB's to take as well.
    DuckDbLimits limits = DuckDbLimits.likeHeap(threads);
    BenchResults results =
        new BenchRun(
                new BenchPlan(
                    shop,
                    data.isPresent() ? absolute(data.get()) : written(limits, out),
                    absolute(work),
                    runs,
                    warmNights,
                    !isWithoutExports,
                    limits,
                    Compiler.ofRun(),
                    CodeVersion.current()),
                line -> say(out, line))
            .run();
    out.print(new BenchTable(results).text());
    out.flush();
    if (json.isPresent()) {
      Files.writeString(json.get(), results.json());
    }
    return results.isExact() ? ExitCodes.PUBLISHED : ExitCodes.FAILED;
  }

  /** The shop below the working folder; its settings are written last, so that they are a seal. */
  private Path written(DuckDbLimits limits, PrintWriter out) throws IOException, SQLException {
    Path folder = absolute(work).resolve("data-%s-%d".formatted(made.size(), made.days()));
    if (!Files.exists(folder.resolve("bench.conf"))) {
      say(out, "Writing the shop to " + folder);
      BenchShop.write(folder, made.plan(ShopOptions.NIGHTS, ShopOptions.SEED), limits, day -> {});
    }
    return folder;
  }

  private static Path absolute(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
