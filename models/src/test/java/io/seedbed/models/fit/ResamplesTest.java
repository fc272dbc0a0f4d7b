package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class ResamplesTest {

  private static final double[] USERS = {500, 3, 0, 40, 1, 900, 17};
  private static final int DRAWS = 4_000;

  @Test
  void everyShopDrawnAgainHasAsManyUsers() {
    Resamples shops = new Resamples(USERS);

    for (int i = 0; i < DRAWS; i++) {
      double[] drawn = shops.next();
      assertThat(Arrays.stream(drawn).sum()).isEqualTo(1_461);
      assertThat(Arrays.stream(drawn).boxed())
          .allMatch(users -> users >= 0 && users == Math.rint(users));
      assertThat(drawn[2]).isZero();
    }
  }

  @Test
  void cellsVaryAsBinomialsDo() {
    Resamples shops = new Resamples(USERS);
    SummaryStatistics[] cells = new SummaryStatistics[USERS.length];
    Arrays.setAll(cells, i -> new SummaryStatistics());
    for (int i = 0; i < DRAWS; i++) {
      double[] drawn = shops.next();
      for (int cell = 0; cell < drawn.length; cell++) {
        cells[cell].addValue(drawn[cell]);
      }
    }

    for (int cell = 0; cell < USERS.length; cell++) {
      double variance = USERS[cell] * (1 - USERS[cell] / 1_461);
      assertThat(cells[cell].getMean())
          .isEqualTo(USERS[cell], within(4 * Math.sqrt(variance / DRAWS)));
      assertThat(cells[cell].getVariance()).isEqualTo(variance, within(0.12 * variance));
    }
  }

  @Test
  void theSameCellsGiveTheSameDraws() {
    Resamples shops = new Resamples(USERS);
    Resamples same = new Resamples(USERS);

    assertThat(shops.next()).isEqualTo(same.next());
    assertThat(shops.next()).isEqualTo(same.next()).isNotEqualTo(new Resamples(USERS).next());
  }

  @Test
  void aShopOfOneCellIsDrawnAsItIs() {
    assertThat(new Resamples(new double[] {40}).next()).containsExactly(40);
    assertThat(new Resamples(new double[0]).next()).isEmpty();
  }
}
