package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.testing.Fixture;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AarrrWideTest {

  @Test
  void aRateIsNullWhereItsDenominatorIsNullOrZero() {
    Dataset<Row> wide =
        AarrrWide.from(
            cells()
                .row(
                    "v",
                    List.of(4L, 1L, 0L, 0L),
                    asList(null, 4L, 0L, 0L),
                    List.of(true, true, true, true))
                .row(
                    "w",
                    asList(4L, 1L, 0L, null),
                    asList(null, 4L, 0L, 0L),
                    List.of(true, true, true, false))
                .dataset(),
            counted("acquired_users", "activated_users", "arppu", "either_n_day_30"));

    assertThat(wide).conformsTo(AarrrWide.TABLE);
    assertThat(wide)
        .on(
            AarrrWide.VALUE,
            AarrrWide.ACQUIRED_USERS,
            AarrrWide.ACTIVATED_USERS,
            AarrrWide.ACTIVATION_RATE,
            AarrrWide.ARPPU_MINOR,
            AarrrWide.RETENTION_RATE_30D,
            AarrrWide.IS_COMPLETE)
        .hasRows(
            new Object[] {"v", 4L, 1L, 0.25, null, null, true},
            new Object[] {"w", 4L, 1L, 0.25, null, null, false});
  }

  @Test
  void aFigureIsNullWhereItsMeasureWasNotCounted() {
    Dataset<Row> wide =
        AarrrWide.from(
            cells().row("v", List.of(9L), List.of(10L), List.of(true)).dataset(),
            counted("buyers"));

    assertThat(wide)
        .on(AarrrWide.ACQUIRED_USERS, AarrrWide.BUYERS, AarrrWide.BUYER_RATE)
        .hasRows(new Object[] {null, 9L, 0.9});
  }

  @Test
  void everyFigureFindsItsMeasureUnderTheDefaultRules() {
    List<String> named =
        AarrrMeasures.of(GrowthWorld.AARRR).stream().map(AarrrMeasure::name).toList();

    assertThat(named).containsAll(AarrrWide.measures());
  }

  private static Fixture cells() {
    return Fixture.of(
        AarrrCells.TABLE,
        GrowthWorld.ZONE,
        AarrrLong.VALUE,
        AarrrCells.NUMERATORS,
        AarrrCells.DENOMINATORS,
        AarrrCells.ARE_COMPLETE);
  }

  private static Dataset<Row> counted(String... measures) {
    Fixture counted =
        Fixture.of(
            CountedMeasures.TABLE, GrowthWorld.ZONE, CountedMeasures.PLACE, AarrrLong.MEASURE);
    for (int place = 0; place < measures.length; place++) {
      counted.row(place, measures[place]);
    }
    return counted.dataset();
  }
}
