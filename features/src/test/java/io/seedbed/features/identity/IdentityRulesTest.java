package io.seedbed.features.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityRulesTest {

  @Test
  void aKindIsOneOfThoseThereAreAndNamedOnce() {
    assertThatThrownBy(() -> rules(List.of("unionid", "passport"), List.of(), 20))
        .hasMessageStartingWith("own-kinds is unionid, passport. Name each kind once; kinds are");
    assertThatThrownBy(() -> rules(List.of("unionid"), List.of("phone", "phone"), 20))
        .hasMessageStartingWith("shared-kinds is phone, phone. Name each kind once");
  }

  @Test
  void noKindIsBothOnesOwnAndShared() {
    assertThatThrownBy(() -> rules(List.of("unionid", "phone"), List.of("phone"), 20))
        .hasMessage("own-kinds and shared-kinds both name phone. Leave it in one of them.");
  }

  @Test
  void withoutKindsOfOnesOwnNobodyCanBeLinked() {
    assertThatThrownBy(() -> rules(List.of(), List.of("phone"), 20))
        .hasMessage("own-kinds is empty. Name at least one kind of id, or set rule = none.");
  }

  @Test
  void aPersonMayHaveTwoIds() {
    assertThatThrownBy(() -> rules(List.of("unionid"), List.of(), 1))
        .hasMessage("max-links is 1. Give 2 or more.");
  }

  private static IdentityRules rules(List<String> own, List<String> shared, int maxLinks) {
    return new IdentityRules(IdentityRule.BY_CLAIMS, own, shared, maxLinks, 50);
  }
}
