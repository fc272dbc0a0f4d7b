package io.seedbed.jobs.warehouse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Who holds a date. */
public record LockHolder(String runId, String host, long pid, Instant since) {

  /** This process, for a run that started at an instant. */
  public static LockHolder thisProcess(String runId, Instant since) {
    return new LockHolder(runId, hostName(), ProcessHandle.current().pid(), since);
  }

  String text() {
    return "run %s on host %s, process %d, since %s".formatted(runId, host, pid, since);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }
}
