package io.seedbed.jobs.session;

import io.seedbed.jobs.config.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the session of a run. What a result could depend on is fixed here: UTC, ANSI mode, Delta.
 * What only costs time or memory is left to {@code spark-submit} and {@code spark-defaults.conf},
 * with defaults for one machine.
 */
public final class Sessions {

  private static final Map<String, String> FIXED =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.ui.enabled", "false",
          // How long history is kept is the shop's to say.
          "spark.databricks.delta.retentionDurationCheck.enabled", "false",
          // What is only deleted is no new version: a night would take the table back to its own.
          "spark.databricks.delta.vacuum.logging.enabled", "false",
          // Fifty tasks to read a log of a few files is Delta's default.
          "spark.databricks.delta.snapshotPartitions", "1",
          // Constraints multiply with every alias of a long chain of projections: a plan of a few
          // hundred columns was optimised for a minute, to find what joins here say anyway.
          "spark.sql.constraintPropagation.enabled", "false",
          // A row of many columns goes through one generated method; a JVM interprets those of more
          // bytes than this for ever, and expressions one by one are faster than that.
          "spark.sql.codegen.hugeMethodLimit", "8000",
          // A night is hundreds of plans, many of them alike: with room for a hundred, code is
          // compiled again and again.
          "spark.sql.codegen.cache.maxEntries", "2000",
          "spark.sql.adaptive.enabled", "true");

  /**
   * A session on the given master, else on the one {@code spark-submit} names, else on all local
   * cores.
   */
  public static SparkSession open(Optional<String> askedMaster, Settings.Run run) {
    // Dates that pass through java.sql.Date take the machine's zone.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    SparkConf given = new SparkConf();
    String master = askedMaster.orElseGet(() -> given.get("spark.master", "local[*]"));
    SparkSession.Builder builder = SparkSession.builder().appName("seedbed").master(master);
    FIXED.forEach(builder::config);
    DEFAULTS.forEach((key, value) -> builder.config(key, given.get(key, value)));
    if (master.startsWith("local")) {
      local(run).forEach((key, value) -> builder.config(key, given.get(key, value)));
      builder.config("spark.sql.shuffle.partitions", run.shufflePartitions());
    }
    SparkSession session = builder.getOrCreate();
    SparkSession.setActiveSession(session);
    return session;
  }

  private static Map<String, String> local(Settings.Run run) {
    return Map.of(
        "spark.driver.host", "127.0.0.1",
        "spark.driver.bindAddress", "127.0.0.1",
        // On one machine the files are asked for one by one, not by a job.
        "spark.sql.sources.parallelPartitionDiscovery.threshold", "10000",
        // Ten thousand tasks to look for the files of a table that can go is the default.
        "spark.sql.sources.parallelPartitionDiscovery.parallelism",
            String.valueOf(run.shufflePartitions()));
  }

  private Sessions() {}
}
