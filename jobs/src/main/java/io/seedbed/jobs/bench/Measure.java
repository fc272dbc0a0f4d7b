package io.seedbed.jobs.bench;

/** A column of the results. */
public enum Measure {
  WALL("wall s", "wall_seconds"),
  CPU("CPU s", "cpu_seconds"),
  PEAK("peak MB", "peak_resident_mb"),
  READ("read MB", "read_mb"),
  WRITTEN("written MB", "written_mb"),
  DISK_READ("disk read MB", "disk_read_mb"),
  DISK_WRITTEN("disk written MB", "disk_written_mb"),
  FILES("files", "files_written");

  private final String label;
  private final String key;

  Measure(String label, String key) {
    this.label = label;
    this.key = key;
  }

  /** The head of its column. */
  public String label() {
    return label;
  }

  /** Its key in JSON. */
  public String key() {
    return key;
  }

  double of(Cost cost) {
    return switch (this) {
      case WALL -> cost.seconds();
      case CPU -> cost.cpuSeconds();
      case PEAK -> cost.peakMb();
      case READ -> megabytes(cost.readBytes());
      case WRITTEN -> megabytes(cost.writtenBytes());
      case DISK_READ -> megabytes(cost.diskReadBytes());
      case DISK_WRITTEN -> megabytes(cost.diskWrittenBytes());
      case FILES -> cost.files();
    };
  }

  private static double megabytes(long bytes) {
    return bytes / 1e6;
  }
}
