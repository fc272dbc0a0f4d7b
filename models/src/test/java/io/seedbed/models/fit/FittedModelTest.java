package io.seedbed.models.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FittedModelTest {

  private static final LocalDate DAY = LocalDate.of(2026, 4, 30);
  private static final PriorRules RULES = new PriorRules(20, 1e4, 0.05);
  private static final FittedModel FIT =
      new FittedModel(
          "share_rate",
          Map.of("shape", new Estimate(0.5, 0.1), "rate", Estimate.of(2)),
          7,
          DAY,
          "0a1b");

  @Test
  void aParameterThatWasNotFittedIsNamed() {
    assertThatThrownBy(() -> FIT.value("alpha_1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameter alpha_1 of share_rate")
        .hasMessageContaining("[rate, shape]");
  }

  @Test
  void everyParameterIsARowAndAMissingErrorIsNull() {
    RunDate runDate = new RunDate(LocalDate.of(2026, 5, 9), ZoneId.of("Asia/Shanghai"));

    List<Row> rows = FittedParameters.rows(List.of(FIT), runDate);

    assertThat(rows)
        .extracting(Row::toString)
        .containsExactly(
            "[2026-05-09,share_rate,rate,2.0,null,7,2026-04-30,0a1b]",
            "[2026-05-09,share_rate,shape,0.5,0.1,7,2026-04-30,0a1b]");
  }

  @Test
  void theVersionForgetsTheOrderOfCellsAndNothingElse() {
    String version = FitVersion.of("share_rate", DAY, List.of("a", "b"), RULES);

    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(FitVersion.of("share_rate", DAY, List.of("b", "a"), RULES)).isEqualTo(version);
    assertThat(
            List.of(
                FitVersion.of("problem_prior", DAY, List.of("a", "b"), RULES),
                FitVersion.of("share_rate", DAY.plusDays(1), List.of("a", "b"), RULES),
                FitVersion.of("share_rate", DAY, List.of("ab"), RULES),
                FitVersion.of("share_rate", DAY, List.of("a", "b"), new PriorRules(21, 1e4, 0.05))))
        .doesNotContain(version)
        .doesNotHaveDuplicates();
  }
}
