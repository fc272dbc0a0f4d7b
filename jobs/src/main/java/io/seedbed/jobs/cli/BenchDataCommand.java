package io.seedbed.jobs.cli;

import io.seedbed.jobs.bench.BenchShop;
import io.seedbed.jobs.bench.DuckDbLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the shop that benchmarks run on. */
@Command(
    name = "bench-data",
    description = "Writes a made-up shop of a given size as Parquet, one file a source and day.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  seedbed bench-data --size S --out /tmp/shop",
      "  seedbed run --date 2026-06-14 --conf /tmp/shop/bench.conf --warehouse /tmp/shop/warehouse"
    })
final class BenchDataCommand implements Callable<Integer> {

  @Mixin private ShopOptions shop;

  @Option(
      names = "--nights",
      paramLabel = "N",
      description = "Days after the history, for nights to take in. Default: 5.")
  private int nights = ShopOptions.NIGHTS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another seed, another shop. Default: 1.")
  private long seed = ShopOptions.SEED;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write it.")
  private Path directory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException {
    if (shop.days() < 1 || nights < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot make %d days and %d nights. Give --days at least 1 and --nights at least 0."
              .formatted(shop.days(), nights));
    }
    PrintWriter out = spec.commandLine().getOut();
    BenchShop.write(
        directory,
        shop.plan(nights, seed),
        DuckDbLimits.likeHeap(Runtime.getRuntime().availableProcessors()),
        day -> {
          if (day.getDayOfMonth() == 1) {
            out.println("Written up to " + day);
          }
        });
    out.println("Written: " + directory.resolve("bench.conf") + " reads it.");
    out.flush();
    return ExitCodes.PUBLISHED;
  }
}
