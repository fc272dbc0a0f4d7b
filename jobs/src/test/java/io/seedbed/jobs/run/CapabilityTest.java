package io.seedbed.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTest {

  private static final Capability EDGES =
      Capability.of(Toys.TOYS, "invites").needingOneOf(List.of("invites", "memberships"));

  @Test
  void anOutputWithoutAnyOfItsNeedsIsUnavailable() {
    assertThat(EDGES.with(Set.of("orders"))).isEqualTo(Capability.Status.UNAVAILABLE);
    assertThat(EDGES.missingFrom(Set.of("orders"))).containsExactly("invites", "memberships");
  }

  @Test
  void anOutputThatLacksASourceIsDegradedAndNamesIt() {
    assertThat(EDGES.with(Set.of("memberships"))).isEqualTo(Capability.Status.DEGRADED);
    assertThat(
            CapabilityManifest.from(List.of(EDGES), Set.of("memberships"), Toys.DAY.day()).get(0))
        .satisfies(
            row -> {
              assertThat(row.getString(1)).isEqualTo("toys");
              assertThat(row.getString(2)).isEqualTo("DEGRADED");
              assertThat(row.getString(3)).isEqualTo("invites");
            });
  }

  @Test
  void anOutputWithAllItsSourcesIsFull() {
    assertThat(EDGES.with(Set.of("invites", "memberships"))).isEqualTo(Capability.Status.FULL);
  }
}
