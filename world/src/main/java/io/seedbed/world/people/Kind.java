package io.seedbed.world.people;

/** What kind of customer somebody is from the outside. */
public enum Kind {
  /** One of the people. */
  PERSON,
  /** Buys in bulk for others. */
  OFFICE,
  /** The first of a ring that lives off new-customer coupons. */
  RING_LEADER,
  /** One of such a ring; shares the leader's device. */
  RING_MEMBER;

  /** Whether somebody belongs to a ring. */
  public boolean isRing() {
    return this == RING_LEADER || this == RING_MEMBER;
  }
}
