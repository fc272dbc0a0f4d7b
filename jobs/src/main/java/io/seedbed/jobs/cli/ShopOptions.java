package io.seedbed.jobs.cli;

import io.seedbed.jobs.bench.ShopPlan;
import io.seedbed.jobs.bench.ShopSize;
import picocli.CommandLine.Option;

/** Options of every command that works on a made-up shop. */
final class ShopOptions {

  /** Days after the history, where no other number is asked for. */
  static final int NIGHTS = 5;

  /** The seed, where no other is asked for. */
  static final long SEED = 1;

  @Option(
      names = "--size",
      paramLabel = "S|M|L",
      required = true,
      description =
          "S: 10 thousand users, in 365 days 200 thousand orders and 600 thousand messages."
              + " M: 20 times S. L: 100 times S.")
  private ShopSize size;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days of history, the last of them 2026-06-14. Default: 365.")
  private int days = 365;

  ShopSize size() {
    return size;
  }

  int days() {
    return days;
  }

  ShopPlan plan(int nights, long seed) {
    return size.over(days, nights, seed);
  }
}
