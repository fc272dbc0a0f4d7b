package io.seedbed.jobs.evaluate;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.warehouse.Warehouse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The nights of one made-up shop, with those of the jobs that say something of people. */
final class ShopNights {

  /** Small files that nobody will read again need not be put together. */
  private static final Config NO_UPKEEP = ConfigFactory.parseString("run.upkeep-every-days = 366");

  private final SparkSession session;
  private final Warehouse warehouse;
  private final EffectiveSettings effective;
  private final List<Job> jobs;
  private final Night night;

  /**
   * @param shop folder of the shop, with its settings
   * @param rules settings laid over the shop's
   */
  ShopNights(SparkSession session, Path shop, Config rules, String codeVersion) {
    this.session = session;
    this.warehouse =
        Warehouse.at(
            shop.resolve("warehouse").toString(), session.sparkContext().hadoopConfiguration());
    this.effective =
        EffectiveSettings.of(
            NO_UPKEEP
                .withFallback(rules)
                .withFallback(ConfigFactory.parseFile(shop.resolve("seedbed.conf").toFile())));
    this.jobs = Runner.neededFor(Nightly.jobs(settings()), PublishedNight.TABLES);
    this.night =
        new Night(
            session,
            warehouse,
            Progress.on(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)),
            codeVersion);
  }

  /** Runs a night and publishes it. */
  PublishedNight run(LocalDate day) {
    Runner.Done done =
        night.publish(effective, day, Runner.History.CONTINUED, Runner.Labels.FOLLOWED, jobs);
    return new PublishedNight(
        PublishedTables.of(session, warehouse, done.published(), jobs),
        new RunDate(day, settings().shop().zone()));
  }

  private Settings settings() {
    return effective.settings();
  }
}
