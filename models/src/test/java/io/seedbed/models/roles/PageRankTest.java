package io.seedbed.models.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PageRankTest {

  private static final Offset<Double> TOLERANCE = within(1e-9);

  @Test
  void aNodeWithoutEdgesPassesOnToAllAlike() {
    // x₀ = .075 + .425·x₁ and x₀ + x₁ = 1
    assertThat(PageRank.of(new int[] {0}, new int[] {1}, 2, 0.85))
        .containsExactly(new double[] {0.5 / 1.425, 0.925 / 1.425}, TOLERANCE);
  }

  @Test
  void aRoundIsEven() {
    assertThat(PageRank.of(new int[] {2, 0, 1}, new int[] {0, 1, 2}, 3, 0.85))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, TOLERANCE);
  }

  @Test
  void anEdgeThatStandsTwiceIsTwiceAsLikely() {
    // x₀ = .05 + .85·(1 − x₀), x₁ = .05 + .85·x₀·⅔, x₂ = .05 + .85·x₀·⅓
    double x0 = 0.9 / 1.85;
    assertThat(PageRank.of(new int[] {0, 0, 1, 0, 2}, new int[] {1, 1, 0, 2, 0}, 3, 0.85))
        .containsExactly(
            new double[] {x0, 0.05 + 0.85 * x0 * 2 / 3, 0.05 + 0.85 * x0 / 3}, TOLERANCE);
  }

  @Test
  void aLargeGraphSettlesAtSharesThatAddToOne() {
    Random random = new Random(1);
    int[] from = random.ints(200_000, 0, 50_000).toArray();
    int[] to = random.ints(200_000, 0, 50_000).toArray();
    double[] shares = PageRank.of(from, to, 50_000, 0.85);
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, TOLERANCE);
    assertThat(Arrays.stream(shares).min().orElseThrow()).isGreaterThan(0.15 / 50_000);
  }

  @Test
  void edgesThatDoNotEndAreRefused() {
    assertThatThrownBy(() -> PageRank.of(new int[] {0, 1}, new int[] {1}, 2, 0.85))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot rank nodes: 2 edges begin but 1 end. Give one of each per edge.");
  }
}
