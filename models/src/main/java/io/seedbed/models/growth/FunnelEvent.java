package io.seedbed.models.growth;

import java.util.Locale;

/** What can be a step of the funnel. */
public enum FunnelEvent {
  /** The user became known. */
  ACQUIRED,
  /** A meaningful message. */
  MESSAGE,
  /** An order with net value above zero. */
  ORDER,
  /** A share, reported or in chat. */
  SHARE,
  /** An invite sent. */
  INVITE;

  /** The name as tables show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
