package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.session;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class GivenInputsTest {

  @Test
  void anExpressionOfAPresetIsComputedOnceARow() {
    String plan =
        new GivenInputs(LandedOrders.CONTRACT, buyerBy("soundex(buyer)"), rawRows())
            .rows()
            .queryExecution()
            .optimizedPlan()
            .toString();

    assertThat(plan.split("soundex\\(", -1)).as(plan).hasSize(2);
  }

  private static SourceMapping buyerBy(String expression) {
    return new SourceMapping(
        Optional.of(Map.of(LandedOrders.USER_ID.name(), InputMapping.ofExpression(expression))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Dataset<Row> rawRows() {
    return session()
        .range(1)
        .select(
            col("id").cast("string").as("buyer"),
            lit("f").as(RawRows.FILE.name()),
            col("id").as(RawRows.ROW.name()),
            lit(null).cast("string").as(RawRows.PROBLEM.name()),
            lit(null).cast("string").as(RawRows.PROBLEM_VALUE.name()));
  }
}
