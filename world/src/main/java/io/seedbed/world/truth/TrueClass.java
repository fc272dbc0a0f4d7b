package io.seedbed.world.truth;

import java.util.Locale;

/** What somebody who knows everything would call a person. */
public enum TrueClass {
  /** Has not come. */
  NONE,
  /** Came and bought nothing that was kept. */
  PROSPECT,
  /** Means to cheat, and has ordered. */
  PROBLEM,
  /** Has bought on one day. */
  NON_REPEAT,
  /** Comes back and earns by having brought several buyers lately, seen by the shop or not. */
  DISTRIBUTOR,
  /** Comes back, is inclined to share often, and has done so lately. */
  SPREADER,
  /** Comes back and does neither. */
  FAN;

  /** As files have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
