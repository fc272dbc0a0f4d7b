package io.seedbed.models.fit;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.testing.Spark;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PosteriorFunctionsTest {

  private static final BetaMixture BETA = BetaMixture.of(2, 38);
  private static final GammaPrior GAMMA = new GammaPrior(0.5, 2);
  private static final Column FIRST = col("first");
  private static final Column SECOND = col("second");

  @Test
  void betaFunctionsAgreeWithThePosterior() {
    assertThat(value(BetaTail.above(BETA, 0.15, FIRST, SECOND), 40.0, 10.0))
        .isEqualTo(0.471, within(0.0005));
    assertThat(value(BetaLowerBound.of(BETA, 0.2, FIRST, SECOND), 40.0, 10.0))
        .isEqualTo(BetaMixture.of(12, 68).quantile(0.2));
  }

  @Test
  void gammaFunctionsAgreeWithThePosterior() {
    assertThat(value(GammaTail.above(GAMMA, 0.25, FIRST, SECOND), 12.0, 3.0))
        .isEqualTo(new GammaPrior(3.5, 14).above(0.25));
    assertThat(value(GammaLowerBound.of(GAMMA, 0.2, FIRST, SECOND), 12.0, 3.0))
        .isEqualTo(new GammaPrior(3.5, 14).quantile(0.2));
  }

  @Test
  void nothingIsSaidOfUnknownCounts() {
    assertThat(value(BetaTail.above(BETA, 0.15, FIRST, SECOND), null, 1.0)).isNull();
    assertThat(value(BetaLowerBound.of(BETA, 0.2, FIRST, SECOND), 1.0, null)).isNull();
    assertThat(value(GammaTail.above(GAMMA, 0.15, FIRST, SECOND), null, 1.0)).isNull();
    assertThat(value(GammaLowerBound.of(GAMMA, 0.2, FIRST, SECOND), 1.0, null)).isNull();
  }

  @Test
  void impossibleCountsDoNotKillTheRun() {
    assertThat(value(BetaTail.above(BETA, 0.15, FIRST, SECOND), 1.0, 2.0)).isNull();
    assertThat(value(BetaLowerBound.of(BETA, 0.2, FIRST, SECOND), 1.0, -1.0)).isNull();
    assertThat(value(GammaTail.above(GAMMA, 0.15, FIRST, SECOND), -1.0, 1.0)).isNull();
    assertThat(value(GammaLowerBound.of(GAMMA, 0.2, FIRST, SECOND), 1.0, -1.0)).isNull();
  }

  private static Double value(Column function, Double first, Double second) {
    StructType counts =
        new StructType()
            .add("first", DataTypes.DoubleType, true)
            .add("second", DataTypes.DoubleType, true);
    Row row =
        Spark.session()
            .createDataFrame(List.of(RowFactory.create(first, second)), counts)
            .select(function)
            .first();
    return row.isNullAt(0) ? null : row.getDouble(0);
  }
}
