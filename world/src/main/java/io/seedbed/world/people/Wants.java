package io.seedbed.world.people;

/** How much somebody wants of the shop, apart from everything that happens. */
public enum Wants {
  /** Never buys. */
  NOTHING,
  /** Tries once. */
  ONCE,
  /** Buys as long as nothing drives them away. */
  MORE
}
