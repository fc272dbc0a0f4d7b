package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
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
            stages()
                .row("v", "acquired_users", 4, null, true)
                .row("v", "activated_users", 1, 4, true)
                .row("v", "arppu", 0, 0, true)
                .row("v", "either_n_day_30", null, 0, false)
                .dataset());

    assertThat(wide).conformsTo(AarrrWide.TABLE);
    assertThat(wide)
        .on(
            AarrrWide.ACQUIRED_USERS,
            AarrrWide.ACTIVATED_USERS,
            AarrrWide.ACTIVATION_RATE,
            AarrrWide.ARPPU_MINOR,
            AarrrWide.RETENTION_RATE_30D,
            AarrrWide.IS_COMPLETE)
        .hasRows(new Object[] {4L, 1L, 0.25, null, null, false});
  }

  @Test
  void everyFigureFindsItsMeasureUnderTheDefaultRules() {
    List<String> named =
        AarrrMeasures.of(GrowthWorld.AARRR).stream().map(AarrrMeasure::name).toList();

    assertThat(named).containsAll(AarrrWide.measures());
  }

  private static Fixture stages() {
    return Fixture.of(
        AarrrLong.TABLE,
        GrowthWorld.ZONE,
        AarrrLong.VALUE,
        AarrrLong.MEASURE,
        AarrrLong.NUMERATOR,
        AarrrLong.DENOMINATOR,
        AarrrLong.IS_COMPLETE);
  }
}
