package io.seedbed.models.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InviteForestTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50})
  void onlyTheInviteThatClosesTheCycleIsRefused(int length) {
    int[] inviters = IntStream.range(0, length).toArray();
    int[] invitees = IntStream.range(0, length).map(user -> (user + 1) % length).toArray();
    assertThat(InviteForest.closing(inviters, invitees, length)).isEqualTo(bits(length - 1));
  }

  @Test
  void aRefusedInviteLeavesTheInviteeFreeForTheNext() {
    assertThat(closing(new int[][] {{0, 1}, {1, 0}, {2, 0}, {1, 2}}))
        .as("2 binds 0, so that 1 inviting 2 closes 2-0-1")
        .isEqualTo(bits(1, 3));
  }

  @Test
  void anInviteOfABoundUserClosesNothing() {
    assertThat(closing(new int[][] {{2, 0}, {0, 1}, {1, 0}})).isEqualTo(bits());
  }

  @Test
  void manyInviteesOfOneInviterCloseNothing() {
    assertThat(closing(new int[][] {{0, 1}, {0, 2}, {0, 3}})).isEqualTo(bits());
  }

  @Test
  void unequalArraysAreRefused() {
    assertThatThrownBy(() -> InviteForest.closing(new int[2], new int[1], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot judge invites: 2 inviters but 1 invitees. Give one of each per invite.");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void judgesLikeWalkingUpTheChainOfInviters(long seed) {
    Random random = new Random(seed);
    int users = 1 + random.nextInt(20);
    int[][] invites = new int[random.nextInt(60)][];
    for (int i = 0; i < invites.length; i++) {
      invites[i] = new int[] {random.nextInt(users), random.nextInt(users)};
    }
    assertThat(closing(invites)).isEqualTo(naively(invites));
  }

  static IntStream seeds() {
    return IntStream.range(0, 600);
  }

  /** One inviter per user, and a walk from the inviter up to the root for every invite. */
  static BitSet naively(int[][] invites) {
    Map<Integer, Integer> inviterOf = new HashMap<>();
    BitSet closing = new BitSet();
    for (int i = 0; i < invites.length; i++) {
      int invitee = invites[i][1];
      if (inviterOf.containsKey(invitee)) {
        continue;
      }
      Integer ancestor = invites[i][0];
      while (ancestor != null && ancestor != invitee) {
        ancestor = inviterOf.get(ancestor);
      }
      if (ancestor == null) {
        inviterOf.put(invitee, invites[i][0]);
      } else {
        closing.set(i);
      }
    }
    return closing;
  }

  private static BitSet closing(int[][] invites) {
    int[] inviters = IntStream.range(0, invites.length).map(i -> invites[i][0]).toArray();
    int[] invitees = IntStream.range(0, invites.length).map(i -> invites[i][1]).toArray();
    int users =
        IntStream.range(0, invites.length)
                .map(i -> Math.max(inviters[i], invitees[i]))
                .max()
                .orElse(0)
            + 1;
    return InviteForest.closing(inviters, invitees, users);
  }

  private static BitSet bits(int... positions) {
    BitSet bits = new BitSet();
    IntStream.of(positions).forEach(bits::set);
    return bits;
  }
}
