package io.seedbed.models.purchase;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.testing.Spark;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.FittedParameters;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class PurchaseModelsTest {

  @Test
  void everyParameterOfAModelThatIsUsedHasItsErrorAndInterval() {
    PurchaseFixtures shop = PurchaseFixtures.unfitted();
    Map<String, Estimate> estimates =
        new HashMap<>(PurchaseFixtures.parameters("p", 6, "q", 4, "gamma", 2_000));
    estimates.put("log_likelihood", Estimate.of(-77));
    estimates.put("expected_spend", new Estimate(4_000, 50));
    estimates.put("expected_spend_low", Estimate.of(3_900));
    estimates.put("expected_spend_high", Estimate.of(4_200));
    shop.model("gamma_gamma", estimates);

    Dataset<Row> spend = models(shop).where(PurchaseModels.MODEL.col().equalTo("gamma_gamma"));

    assertThat(spend)
        .on(
            PurchaseModels.PARAMETER,
            PurchaseModels.ESTIMATE,
            PurchaseModels.STANDARD_ERROR,
            PurchaseModels.LOG_LIKELIHOOD,
            PurchaseModels.BUYERS,
            PurchaseModels.STATUS)
        .hasRows(
            row("p", 6.0, 0.6, -77.0, 1_000L, "used"),
            row("q", 4.0, 0.4, -77.0, 1_000L, "used"),
            row("gamma", 2_000.0, 200.0, -77.0, 1_000L, "used"),
            row("expected_spend", 4_000.0, 50.0, -77.0, 1_000L, "used"));
    assertThat(spend.where(PurchaseModels.PARAMETER.col().equalTo("expected_spend")))
        .on(PurchaseModels.LOW, PurchaseModels.HIGH)
        .hasRows(row(3_900.0, 4_200.0));
    assertThat(
            spend.where(
                PurchaseModels.LOW
                    .col()
                    .between(6 * 0.821, 6 * 0.823)
                    .and(PurchaseModels.HIGH.col().between(6 * 1.216, 6 * 1.217))))
        .on(PurchaseModels.PARAMETER)
        .hasRows(row("p"));
  }

  @Test
  void aModelThatCouldNotBeFittedSaysWhyAndHasNoEstimates() {
    PurchaseFixtures shop = PurchaseFixtures.unfitted();
    shop.model("pareto_nbd", Map.of("status", Estimate.of(2)));
    shop.model("gamma_gamma", Map.of("status", Estimate.of(4), "correlation", Estimate.of(0.5)));

    Dataset<Row> models = models(shop);

    assertThat(models).conformsTo(PurchaseModels.TABLE);
    assertThat(models)
        .on(
            PurchaseModels.MODEL,
            PurchaseModels.PARAMETER,
            PurchaseModels.ESTIMATE,
            PurchaseModels.LOW,
            PurchaseModels.STATUS)
        .hasRows(
            row("bg_nbd", "r", null, null, "few_customers"),
            row("bg_nbd", "alpha", null, null, "few_customers"),
            row("bg_nbd", "a", null, null, "few_customers"),
            row("bg_nbd", "b", null, null, "few_customers"),
            row("bg_nbd", "expected_purchases", null, null, "few_customers"),
            row("pareto_nbd", "r", null, null, "no_peak"),
            row("pareto_nbd", "alpha", null, null, "no_peak"),
            row("pareto_nbd", "s", null, null, "no_peak"),
            row("pareto_nbd", "beta", null, null, "no_peak"),
            row("pareto_nbd", "expected_purchases", null, null, "no_peak"),
            row("gamma_gamma", "p", null, null, "correlated_spend"),
            row("gamma_gamma", "q", null, null, "correlated_spend"),
            row("gamma_gamma", "gamma", null, null, "correlated_spend"),
            row("gamma_gamma", "expected_spend", null, null, "correlated_spend"));
  }

  private static Dataset<Row> models(PurchaseFixtures shop) {
    return PurchaseModels.from(
        Spark.session()
            .createDataFrame(
                FittedParameters.rows(shop.models(), PurchaseFixtures.RUN_DATE),
                FittedParameters.TABLE.schema()));
  }
}
