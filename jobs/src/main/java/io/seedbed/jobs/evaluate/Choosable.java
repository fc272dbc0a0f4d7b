package io.seedbed.jobs.evaluate;

/**
 * A customer and what a shop could choose them by.
 *
 * @param rank on the list of seeds; {@link Long#MAX_VALUE} for one who is not on it
 */
record Choosable(
    String customer, long rank, long netSpendMinor, long messages, long boundInvitees) {

  boolean isListed() {
    return rank < Long.MAX_VALUE;
  }
}
