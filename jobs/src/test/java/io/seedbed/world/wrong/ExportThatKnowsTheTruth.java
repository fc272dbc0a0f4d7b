package io.seedbed.world.wrong;

import io.seedbed.jobs.wrong.JobThatLooks;
import io.seedbed.world.truth.TrueClass;

/** Tells what no shop can know, and knows a job. */
public final class ExportThatKnowsTheTruth {

  /** The truth. */
  public static String truth() {
    return TrueClass.FAN.label() + JobThatLooks.class.getSimpleName();
  }

  private ExportThatKnowsTheTruth() {}
}
