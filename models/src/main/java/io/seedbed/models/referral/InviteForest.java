package io.seedbed.models.referral;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The forest of bindings: every user has at most one inviter for life, and no user is an ancestor
 * of their own inviter. Invites are judged one after the other; an invite of a bound user binds
 * nothing, one that would close a cycle is refused, any other binds.
 *
 * <p>Only a user without an inviter can be bound, so an invite closes a cycle exactly where the
 * invitee is the root of the inviter's tree; roots are found by union with path halving, which
 * makes a judgement all but constant in time.
 */
public final class InviteForest {

  private final int[] parents;

  private InviteForest(int users) {
    parents = new int[users];
    Arrays.setAll(parents, user -> user);
  }

  /**
   * The positions of the invites that close a cycle.
   *
   * @param inviters users from 0, in the order of judgement
   * @param invitees users from 0, one for each inviter
   * @param users number of users
   */
  public static BitSet closing(int[] inviters, int[] invitees, int users) {
    if (inviters.length != invitees.length) {
      throw new IllegalArgumentException(
          "Cannot judge invites: %d inviters but %d invitees. Give one of each per invite."
              .formatted(inviters.length, invitees.length));
    }
    InviteForest forest = new InviteForest(users);
    BitSet closing = new BitSet(inviters.length);
    for (int invite = 0; invite < inviters.length; invite++) {
      closing.set(invite, forest.isClosing(inviters[invite], invitees[invite]));
    }
    return closing;
  }

  private boolean isClosing(int inviter, int invitee) {
    boolean isBound = parents[invitee] != invitee;
    if (isBound) {
      return false;
    }
    int root = root(inviter);
    if (root == invitee) {
      return true;
    }
    parents[invitee] = root;
    return false;
  }

  private int root(int user) {
    int at = user;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
