package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static java.util.Arrays.asList;

import io.seedbed.features.testing.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A date reads as it was counted: rules had more measures on the first date, in another order. */
class CountedMeasuresTest {

  private final Fixture cells =
      Fixture.of(
              AarrrCells.TABLE,
              GrowthWorld.ZONE,
              AarrrLong.RUN_DATE,
              AarrrCells.NUMERATORS,
              AarrrCells.DENOMINATORS,
              AarrrCells.ARE_COMPLETE)
          .row("2026-01-01", List.of(1L, 2L), asList(3L, null), List.of(true, false))
          .row("2026-01-02", List.of(5L), List.of(6L), List.of(true));

  private final Fixture counted =
      Fixture.of(
              CountedMeasures.TABLE,
              GrowthWorld.ZONE,
              AarrrLong.RUN_DATE,
              CountedMeasures.PLACE,
              AarrrLong.MEASURE)
          .row("2026-01-01", 0, "acquired_users")
          .row("2026-01-01", 1, "buyers")
          .row("2026-01-02", 0, "buyers");

  @Test
  void theLongTableHasARowForEachMeasureOfItsDate() {
    assertThat(AarrrLong.from(cells.dataset(), counted.dataset()))
        .on(AarrrLong.MEASURE, AarrrLong.NUMERATOR, AarrrLong.DENOMINATOR, AarrrLong.IS_COMPLETE)
        .hasRows(
            new Object[] {"acquired_users", 1L, 3L, true},
            new Object[] {"buyers", 2L, null, false},
            new Object[] {"buyers", 5L, 6L, true});
  }

  @Test
  void theWideTableFindsAMeasureAtThePlaceOfItsDate() {
    assertThat(AarrrWide.from(cells.dataset(), counted.dataset()))
        .on(AarrrWide.ACQUIRED_USERS, AarrrWide.BUYERS, AarrrWide.IS_COMPLETE)
        .hasRows(new Object[] {1L, 2L, false}, new Object[] {null, 5L, true});
  }
}
