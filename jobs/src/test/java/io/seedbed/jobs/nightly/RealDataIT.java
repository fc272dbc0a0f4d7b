package io.seedbed.jobs.nightly;

import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seedbed.features.facts.Orders;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.purchase.PurchaseGaps;
import io.seedbed.models.purchase.PurchaseModels;
import io.seedbed.models.purchase.UserOutlook;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole night on Online Retail and the Ubuntu logs, as {@code demo --real} runs it. */
class RealDataIT {

  @TempDir private static Path folder;

  private static Command demo;
  private static PublishedNight night;

  @BeforeAll
  static void liveTheNight() {
    String data = System.getenv("SEEDBED_DATA");
    assumeTrue(data != null && !data.isBlank(), "SEEDBED_DATA is not set");
    assertThat(Spark.session().version()).isNotEmpty();
    Path warehouse = folder.resolve("warehouse");
    demo = Command.execute("demo", "--real", "--warehouse", warehouse.toString());
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    night = PublishedNight.latest(warehouse);
  }

  @Test
  void everyOrderLineIsAccountedFor() {
    Row all = account("all");
    assertThat(number(all, SourceAccounting.READ.name())).isEqualTo(541_909);
    assertThat(number(all, SourceAccounting.DUPLICATES.name())).isEqualTo(5_268);
    assertThat(number(all, SourceAccounting.REJECTED.name())).isZero();
    assertThat(number(all, SourceAccounting.ACCEPTED.name())).isEqualTo(541_909 - 5_268);
    assertThat(number(all, SourceAccounting.ANONYMOUS.name())).isEqualTo(135_080);
    assertThat(number(account("refund"), SourceAccounting.READ.name())).isEqualTo(9_288);
  }

  @Test
  void everyCustomerWithAPaidOrderIsKnown() {
    Column user = Orders.USER_ID.col();
    assertThat(
            night
                .read(Orders.TABLE)
                .where(Orders.IS_PAID.col())
                .select(countDistinct(user))
                .head()
                .getLong(0))
        .isEqualTo(4_338);
    assertThat(night.read(UserFeatures.TABLE).where(UserFeatures.PAID_ORDERS.col().gt(0)).count())
        .isEqualTo(4_338);
  }

  @Test
  void theOutputSaysThatLinksAndDatesAreMadeUp() {
    assertThat(demo.out())
        .contains("the dates of the chat are MADE UP")
        .contains("541,909")
        .contains("seedbed.duckdb");
  }

  @Test
  void purchaseModelsOfARealShopAreShownWhetherTheyAreUsedOrNot() {
    List<Row> models = night.read(PurchaseModels.TABLE).collectAsList();

    assertThat(models).hasSize(14);
    // Of this wholesaler's customers hardly any is seen to be lost: chances of loss have no peak.
    assertThat(models)
        .filteredOn(row -> "bg_nbd".equals(row.getAs(PurchaseModels.MODEL.name())))
        .extracting(row -> row.getAs(PurchaseModels.STATUS.name()))
        .containsOnly("no_peak");
    assertThat(models)
        .allSatisfy(
            row ->
                assertThat(row.getAs(PurchaseModels.ESTIMATE.name()) == null)
                    .isEqualTo(row.getAs(PurchaseModels.STANDARD_ERROR.name()) == null));
    assertThat(demo.out()).contains("Purchase models", "log likelihood", "expected_purchases");
  }

  @Test
  void everyBuyerOfARealShopHasAnOutlook() {
    Dataset<Row> outlook = night.read(UserOutlook.TABLE);

    assertThat(outlook.count())
        .isEqualTo(
            night.read(UserFeatures.TABLE).where(UserFeatures.PURCHASE_DAYS.col().gt(0)).count());
    assertThat(outlook.where(PurchaseForecast.P_ALIVE.col().between(0, 1).equalTo(false)).count())
        .isZero();
    assertThat(night.read(PurchaseGaps.TABLE).count()).isPositive();
  }

  @Test
  void everyTableAgreesWithSql() {
    assertThat(NightOracle.mismatches(night))
        .hasSize(10)
        .allSatisfy((table, lines) -> assertThat(lines).as(table).isEmpty());
  }

  private static Row account(String kind) {
    List<Row> accounts =
        night
            .read(SourceAccounting.TABLE)
            .where(SourceAccounting.SOURCE.col().equalTo("orders"))
            .where(SourceAccounting.KIND.col().equalTo(kind))
            .collectAsList();
    assertThat(accounts).as(kind).hasSize(1);
    return accounts.get(0);
  }

  private static long number(Row account, String column) {
    return account.<Long>getAs(column);
  }
}
