package io.seedbed.models.purchase;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;
import static io.seedbed.models.purchase.PurchaseFixtures.RULES;
import static io.seedbed.models.purchase.PurchaseFixtures.RUN_DATE;
import static io.seedbed.models.purchase.PurchaseFixtures.fitted;
import static io.seedbed.models.purchase.PurchaseFixtures.unfitted;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.table.Field;
import io.seedbed.features.testing.Spark;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.PurchaseForecast;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class UserOutlookTest {

  @Test
  void stagesFollowTheDaysSinceTheLastPurchase() {
    assertThat(
            unfitted()
                .gapLimit(40)
                .buyer("active", 2, 200, 40)
                .buyer("dormant", 2, 200, 41)
                .buyer("still dormant", 2, 200, 80)
                .buyer("lost", 2, 200, 81)
                .outlook())
        .on(UserOutlook.USER_ID, UserOutlook.LIFECYCLE, UserOutlook.SILENT_DAYS)
        .hasRows(
            row("active", "active", 40L),
            row("dormant", "dormant", 41L),
            row("still dormant", "dormant", 80L),
            row("lost", "lost", 81L));
  }

  @Test
  void whoCameForTheFirstTimeIsNewAndWhoCameBackResurrected() {
    assertThat(
            unfitted()
                .gapLimit(40)
                .buyer("new", 3, 29, 2)
                .buyer("not so new", 3, 30, 2)
                .buyer("back", 3, 400, 2, 3_000, 81)
                .buyer("never away", 3, 400, 2, 3_000, 80)
                .prospect("prospect")
                .outlook())
        .on(UserOutlook.USER_ID, UserOutlook.LIFECYCLE)
        .hasRows(
            row("new", "new"),
            row("not so new", "active"),
            row("back", "resurrected"),
            row("never away", "active"));
  }

  @Test
  void oneTimeBuyersAreJudgedByTheModelThatCanLoseThem() {
    Map<String, Row> rows = byUser(fitted().buyer("once", 1, 300, 300).buyer("often", 9, 300, 5));

    Assertions.assertThat(text(rows.get("once"), PurchaseForecast.MODEL)).isEqualTo("pareto_nbd");
    Assertions.assertThat(number(rows.get("once"), PurchaseForecast.P_ALIVE)).isBetween(0.05, 0.6);
    Assertions.assertThat(text(rows.get("often"), PurchaseForecast.MODEL)).isEqualTo("bg_nbd");
    Assertions.assertThat(number(rows.get("often"), PurchaseForecast.P_ALIVE)).isGreaterThan(0.8);
  }

  @Test
  void whereOneModelFailsTheOtherSpeaksOfThoseItCan() {
    PurchaseFixtures shop = fitted().buyer("once", 1, 300, 300).buyer("often", 9, 300, 5);
    shop.model("bg_nbd", unfittedEstimates());
    Assertions.assertThat(models(shop))
        .isEqualTo(Map.of("once", "pareto_nbd", "often", "pareto_nbd"));

    PurchaseFixtures other = fitted().buyer("once", 1, 300, 300).buyer("often", 9, 300, 5);
    other.model("pareto_nbd", unfittedEstimates());
    Assertions.assertThat(models(other)).isEqualTo(Map.of("once", "none", "often", "bg_nbd"));
  }

  @Test
  void expectationsLieWithinTheirIntervalsAndAddUpToMoney() {
    Row row = byUser(fitted().buyer("often", 9, 300, 5, 90_000, null)).get("often");
    double purchases = number(row, PurchaseForecast.PURCHASES);

    Assertions.assertThat(purchases)
        .isBetween(
            number(row, PurchaseForecast.PURCHASES_LOW),
            number(row, PurchaseForecast.PURCHASES_HIGH));
    double spend = 6 * (2_000 + 89_000.0) / (6 * 8 + 3);
    Assertions.assertThat((double) money(row, PurchaseForecast.NET))
        .isEqualTo(purchases * spend, within(1.0));
    Assertions.assertThat(money(row, PurchaseForecast.NET_LOW))
        .isPositive()
        .isLessThan(money(row, PurchaseForecast.NET));
    Assertions.assertThat(money(row, PurchaseForecast.NET_HIGH))
        .isGreaterThan(money(row, PurchaseForecast.NET));
  }

  @Test
  void withoutModelsThereAreStagesAndNoExpectations() {
    assertThat(unfitted().buyer("u", 2, 50, 5).outlook())
        .conformsTo(UserOutlook.TABLE)
        .on(
            UserOutlook.LIFECYCLE,
            PurchaseForecast.MODEL,
            PurchaseForecast.P_ALIVE,
            PurchaseForecast.PURCHASES,
            PurchaseForecast.NET,
            UserOutlook.R_SCORE,
            UserOutlook.RFM_CELL,
            UserOutlook.HORIZON_DAYS)
        .hasRows(row("active", null, null, null, null, null, null, 90L));
  }

  @Test
  void equalBuyersShareAScoreAndTheFirstScoreMayBeNobodys() {
    PurchaseFixtures shop = fitted();
    for (int i = 0; i < 7; i++) {
      shop.buyer("once " + i, 1, 100, 100);
    }
    shop.buyer("twice", 2, 100, 50).buyer("thrice", 3, 100, 10).buyer("often", 9, 100, 1);
    List<Row> cells = RfmCuts.cells(shop.features(), RUN_DATE.day()).collectAsList();
    shop.model(RfmCuts.fit(cells, RUN_DATE.day()));

    Map<String, String> scores =
        shop.outlook().collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row -> text(row, UserOutlook.USER_ID), row -> text(row, UserOutlook.RFM_CELL)));

    // Seven of ten share the mid-rank 0.35; the others have 0.75, 0.85 and 0.95.
    Assertions.assertThat(scores)
        .containsEntry("once 0", "222")
        .containsEntry("once 6", "222")
        .containsEntry("twice", "444")
        .containsEntry("thrice", "555")
        .containsEntry("often", "555");
  }

  @Test
  void everyRowNamesTheFitsItRestsOn() {
    assertThat(fitted().buyer("u", 1, 5, 5).outlook())
        .on(UserOutlook.FIT_VERSION)
        .hasRows(
            row(
                "bg_nbd version+pareto_nbd version+gamma_gamma version+gap_limit version+rfm_cuts version"));
  }

  @Test
  void outlooksTakeNoShuffle() {
    Assertions.assertThat(
            fitted().buyer("u", 1, 5, 5).outlook().queryExecution().executedPlan().toString())
        .doesNotContain("Exchange", "Window", "Join");
  }

  @Test
  void largeCountsAreRoundedToOnePartInSixtyFourAndKeepTheirOrder() {
    long[] counts =
        Spark.session()
            .range(100_000)
            .select(Histories.rounded(functions.col("id")))
            .collectAsList()
            .stream()
            .mapToLong(each -> each.getLong(0))
            .toArray();

    for (int i = 0; i < counts.length; i++) {
      Assertions.assertThat(Math.abs(counts[i] - i)).isLessThanOrEqualTo(i < 64 ? 0 : i / 64);
      Assertions.assertThat(i == 0 || counts[i] >= counts[i - 1]).isTrue();
    }
    Assertions.assertThat(Arrays.stream(counts).limit(731).distinct().count()).isLessThan(190);
  }

  @Test
  void rulesRefuseWhatMakesNoSense() {
    assertThatThrownBy(() -> new PurchaseRules(0, 100, 0.3, RULES.lifecycle()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon-days is 0. Give at least 1.");
    assertThatThrownBy(() -> new PurchaseRules(90, 100, 1.1, RULES.lifecycle()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("most-spend-correlation is 1.1. Give a number above 0, at most 1.");
    assertThatThrownBy(() -> new LifecycleRules(30, 90, 365, 30, 180))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gap-quantile is 90.0. Give a number between 0 and 1.");
    assertThatThrownBy(() -> new LifecycleRules(30, 0.9, 365, 30, 29))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("most-gap-days is 29. Give least-gap-days (30) or more.");
  }

  private static Map<String, Estimate> unfittedEstimates() {
    return Map.of("status", Estimate.of(2));
  }

  private static Map<String, String> models(PurchaseFixtures shop) {
    return byUser(shop).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().getAs(PurchaseForecast.MODEL.name()) == null
                        ? "none"
                        : text(entry.getValue(), PurchaseForecast.MODEL)));
  }

  private static Map<String, Row> byUser(PurchaseFixtures shop) {
    return shop.outlook().collectAsList().stream()
        .collect(Collectors.toMap(row -> text(row, UserOutlook.USER_ID), row -> row));
  }

  private static String text(Row row, Field field) {
    return row.getAs(field.name());
  }

  private static double number(Row row, Field field) {
    return row.<Double>getAs(field.name());
  }

  private static long money(Row row, Field field) {
    return row.<Long>getAs(field.name());
  }
}
