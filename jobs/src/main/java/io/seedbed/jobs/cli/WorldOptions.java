package io.seedbed.jobs.cli;

import io.seedbed.world.settings.Regimes;
import io.seedbed.world.settings.WorldPlan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that makes shops up, person by person. */
final class WorldOptions {

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "People of a shop, whether they come or not. Default: 2000.")
  private int users = 2_000;

  @Option(names = "--days", paramLabel = "N", description = "Days of history. Default: 240.")
  private int days = 240;

  @Option(
      names = "--ends",
      paramLabel = "DATE",
      description = "Last day of a shop. Default: 2026-06-14.")
  private LocalDate ends = LocalDate.of(2026, 6, 14);

  @Option(
      names = "--regime",
      paramLabel = "NAME",
      description = "Kind of shop, as conf/world.conf names them. Default: base.")
  private String regime = Regimes.BASE;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "What differs from conf/world.conf, in its form.")
  private Optional<Path> config;

  int users() {
    return users;
  }

  int days() {
    return days;
  }

  LocalDate ends() {
    return ends;
  }

  String regime() {
    return regime;
  }

  Regimes regimes() {
    return MadeUpShops.regimes(config);
  }

  /** A shop of a regime that goes on for some days after the history. */
  WorldPlan plan(Regimes regimes, String of, int daysAfter, long seed) {
    return WorldPlan.of(users, days + daysAfter, ends, seed, of, regimes);
  }
}
