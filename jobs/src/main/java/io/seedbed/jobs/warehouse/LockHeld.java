package io.seedbed.jobs.warehouse;

import java.time.LocalDate;
import org.apache.hadoop.fs.Path;

/** Another run holds the date. The user waits, or removes what a dead process left behind. */
public final class LockHeld extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LockHeld(LocalDate date, String holder, Path file, Exception cause) {
    super(
        "Cannot run %s: %s holds it. Wait for it to end; if that process is gone, delete %s."
            .formatted(date, holder, Warehouse.display(file)),
        cause);
  }
}
