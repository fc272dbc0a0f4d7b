package io.seedbed.world.history;

/**
 * An account's stay in a group.
 *
 * @param leaves the day from which it is gone, or never
 */
public record Stay(int group, int person, int account, int day, int second, int leaves) {

  /** Whether the account is in the group at the end of a day. */
  public boolean isThere(int today) {
    return day <= today && today < leaves;
  }
}
