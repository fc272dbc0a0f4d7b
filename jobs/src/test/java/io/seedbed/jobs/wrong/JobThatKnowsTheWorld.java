package io.seedbed.jobs.wrong;

import io.seedbed.world.truth.TrueClass;

/** Asks its judge. */
public final class JobThatKnowsTheWorld {

  /** The answer. */
  public static TrueClass answer() {
    return TrueClass.FAN;
  }

  private JobThatKnowsTheWorld() {}
}
