package io.seedbed.world.settings;

/** What is written when. What each number means stands in {@code conf/world.conf}. */
public record FileSettings(int snapshotEveryDays) {

  public FileSettings {
    Limits.within("snapshot-every-days", snapshotEveryDays, 1, 3650);
  }
}
