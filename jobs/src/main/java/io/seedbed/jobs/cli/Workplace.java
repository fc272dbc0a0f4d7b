package io.seedbed.jobs.cli;

import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.session.Sessions;
import io.seedbed.jobs.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** An open session and the warehouse it works on; closing it ends the session if it opened it. */
record Workplace(SparkSession session, Warehouse warehouse, boolean isOwner)
    implements AutoCloseable {

  static Workplace open(Optional<String> master, String warehouse, Settings.Run run) {
    boolean isOwner = SparkSession.getDefaultSession().isEmpty();
    SparkSession session = Sessions.open(master, run);
    try {
      return new Workplace(
          session, Warehouse.at(warehouse, session.sparkContext().hadoopConfiguration()), isOwner);
    } catch (IllegalArgumentException unusable) {
      if (isOwner) {
        session.stop();
      }
      throw new ConfigurationException(List.of(unusable.getMessage()));
    }
  }

  static EffectiveSettings settings(Options options) {
    return options.conf().map(EffectiveSettings::overlaidBy).orElseGet(EffectiveSettings::packaged);
  }

  /** Finds what a run could not start with, presets included, before there is a session. */
  static void check(EffectiveSettings effective) {
    effective.requireSources();
    List<Job> unused = Nightly.jobs(effective.settings());
  }

  @Override
  public void close() {
    if (isOwner) {
      session.stop();
    }
  }
}
