package io.seedbed.models.growth;

import java.util.Locale;

/** What can be a step of the funnel. */
public enum FunnelEvent {
  /** The user became known. */
  ACQUIRED(0b00001),
  /** A meaningful message. */
  MESSAGE(0b00010),
  /** An order with net value above zero. */
  ORDER(0b00100),
  /** A share, reported or in chat. */
  SHARE(0b01000),
  /** An invite sent. */
  INVITE(0b10000);

  private final int bit;

  FunnelEvent(int bit) {
    this.bit = bit;
  }

  /** The name as tables show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether messages can be it: of these a user has so many that it is not worth looking first. */
  boolean isSaid() {
    return this == MESSAGE || this == SHARE;
  }

  /** Its place in a set of kinds. */
  int bit() {
    return bit;
  }
}
