package io.seedbed.world.history;

/**
 * Somebody's coming to the shop as it truly was.
 *
 * @param isInfluenced whether shares of others made them come, or come earlier
 * @param inviter id of whose link they came by, or {@link #NOBODY}
 * @param isObserved whether the shop saw who that was
 * @param dayWithoutShares when they would have come had nobody shared anything, or never
 */
public record Arrival(
    int person,
    int day,
    int second,
    boolean isInfluenced,
    int inviter,
    boolean isObserved,
    int dayWithoutShares) {

  public static final int NOBODY = -1;

  public boolean hasInviter() {
    return inviter != NOBODY;
  }
}
