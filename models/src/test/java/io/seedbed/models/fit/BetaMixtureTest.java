package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BetaMixtureTest {

  private static final BetaMixture PRIOR = BetaMixture.of(2, 38);
  private static final BetaMixture TWO_KINDS =
      new BetaMixture(
          List.of(new BetaMixture.Component(0.9, 2, 98), new BetaMixture.Component(0.1, 30, 10)));

  @Test
  void oneBadOrderOfOneProvesLittle() {
    BetaMixture posterior = PRIOR.after(1, 1);

    assertThat(posterior.mean()).isEqualTo(0.0732, within(0.00005));
    assertThat(posterior.above(0.15)).isEqualTo(0.0486, within(0.00005));
  }

  @Test
  void tenOfFortyProveMore() {
    BetaMixture posterior = PRIOR.after(40, 10);

    assertThat(posterior.mean()).isEqualTo(0.15, within(1e-12));
    assertThat(posterior.above(0.15)).isEqualTo(0.471, within(0.0005));
  }

  @Test
  void theQuantileLeavesItsProbabilityBelow() {
    for (double probability : new double[] {0.01, 0.2, 0.5, 0.9, 0.999}) {
      assertThat(TWO_KINDS.above(TWO_KINDS.quantile(probability)))
          .isEqualTo(1 - probability, within(1e-12));
    }
  }

  @Test
  void kindsAreAsFarApartAsTheirMeansInStandardDeviations() {
    double low = 0.02 * 0.98 / 101;
    double high = 0.75 * 0.25 / 41;

    assertThat(TWO_KINDS.separation()).isEqualTo(0.73 / Math.sqrt((low + high) / 2), within(1e-12));
    assertThat(PRIOR.separation()).isZero();
  }

  @Test
  void evidenceMovesWeightToTheKindThatForetoldIt() {
    assertThat(TWO_KINDS.after(5, 0).components().get(0).weight()).isGreaterThan(0.99);
    assertThat(TWO_KINDS.after(5, 4).components().get(1).weight()).isGreaterThan(0.99);
  }

  @Test
  void evidenceInTwoPartsEqualsEvidenceAtOnce() {
    BetaMixture parts = TWO_KINDS.after(3, 2).after(4, 1);
    BetaMixture atOnce = TWO_KINDS.after(7, 3);

    assertThat(parts.mean()).isEqualTo(atOnce.mean(), within(1e-12));
    assertThat(parts.above(0.3)).isEqualTo(atOnce.above(0.3), within(1e-12));
  }

  @Test
  void aHopelessKindVanishesInsteadOfBreaking() {
    BetaMixture withAlwaysBad =
        new BetaMixture(
            List.of(new BetaMixture.Component(0.9, 2, 98), new BetaMixture.Component(0.1, 900, 1)));

    assertThat(withAlwaysBad.after(100_000, 0).components())
        .containsExactly(new BetaMixture.Component(1, 2, 100_098));
  }

  @Test
  void aRateIsAboveNothingAndNeverAboveOne() {
    assertThat(PRIOR.above(0)).isEqualTo(1);
    assertThat(PRIOR.above(1)).isZero();
  }

  @Test
  void impossibleCountsAndPriorsAreRefused() {
    assertThatThrownBy(() -> PRIOR.after(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2.0 successes among 1.0 trials");
    assertThatThrownBy(() -> BetaMixture.of(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alpha 0.0");
    assertThatThrownBy(() -> new BetaMixture(List.of(new BetaMixture.Component(0.5, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights add to 0.5");
    assertThatThrownBy(() -> PRIOR.quantile(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0 quantile");
  }
}
