package io.seedbed.models.growth;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionCohortsTest {

  private static final RetentionWindows NO_WINDOWS =
      new RetentionWindows(List.of(), List.of(), List.of());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheOracle(long seed) {
    GrowthWorld world = new GrowthWorld(seed);
    Dataset<Row> cohorts =
        cohorts(world.of(UserAcquisition.TABLE), world.of(UserDay.TABLE), GrowthWorld.RUN_DATE)
            .localCheckpoint();

    assertThat(cohorts).conformsTo(RetentionCohorts.TABLE);
    try (DuckDb oracle = world.inDuckDb()) {
      assertThat(
              oracle.mismatches(
                  RetentionCohorts.TABLE,
                  cohorts,
                  GrowthWorld.ORACLE.retention(GrowthWorld.RETENTION)))
          .isEmpty();
    }
  }

  @Test
  void theLayoutOfTheRowsChangesNothing() {
    GrowthWorld world = new GrowthWorld(4);
    Dataset<Row> acquisitions = world.of(UserAcquisition.TABLE);
    Dataset<Row> userDays = world.of(UserDay.TABLE);
    Dataset<Row> cohorts = cohorts(acquisitions, userDays, GrowthWorld.RUN_DATE);

    Laying.ways()
        .forEach(
            way ->
                assertThat(
                        cohorts(way.apply(acquisitions), way.apply(userDays), GrowthWorld.RUN_DATE))
                    .hasSameRowsAs(cohorts));
  }

  @ParameterizedTest
  @CsvSource({
    "n_day, 2026-03-04, , 0, false",
    "n_day, 2026-03-05, 1, 1, true",
    "bracket, 2026-03-11, , 0, false",
    "bracket, 2026-03-12, 1, 1, true"
  })
  void aWindowIsCompleteWhenItsLastDayIsTheRunDate(
      String kind, String runDay, Long retained, long members, boolean isComplete) {
    Dataset<Row> acquisitions =
        Fixture.of(
                UserAcquisition.TABLE,
                GrowthWorld.ZONE,
                UserAcquisition.USER_ID,
                UserAcquisition.ACQUIRED_DAY)
            .row("u", "2026-02-26")
            .dataset();
    Dataset<Row> userDays =
        Fixture.of(UserDay.TABLE, GrowthWorld.ZONE, UserDay.USER_ID, UserDay.DAY, UserDay.MESSAGES)
            .row("u", "2026-03-05", 1)
            .dataset();

    assertThat(
            cohorts(acquisitions, userDays, GrowthWorld.RUN_DATE.on(LocalDate.parse(runDay)))
                .where(RetentionCohorts.GRAIN.col().equalTo("day"))
                .where(RetentionCohorts.ACTIVITY.col().equalTo("chat"))
                .where(RetentionCohorts.KIND.col().equalTo(kind))
                .where(RetentionCohorts.WINDOW_FROM.col().equalTo(7)))
        .on(
            RetentionCohorts.RETAINED,
            RetentionCohorts.MEMBERS,
            RetentionCohorts.COHORT_SIZE,
            RetentionCohorts.IS_COMPLETE)
        .hasRows(new Object[] {retained, members, 1L, isComplete});
  }

  /** The published triangle of this data set, made from purchase lines alone. */
  @Test
  void theFirstMonthOfARealShopIsRetainedAsPublished() {
    String data = System.getenv("SEEDBED_DATA");
    assumeTrue(data != null, "SEEDBED_DATA is not set");
    Dataset<Row> userDays = purchaseDays(data);
    Dataset<Row> acquisitions =
        userDays
            .groupBy(UserDay.USER_ID.col())
            .agg(UserAcquisition.ACQUIRED_DAY.is(min(UserDay.DAY.col())));

    Dataset<Row> triangle =
        cohorts(
                Members.completed(UserAcquisition.TABLE, acquisitions),
                userDays,
                new GrowthRules(
                    GrowthWorld.AARRR,
                    new RetentionRules(List.of(Grain.MONTH), NO_WINDOWS, 12),
                    GrowthWorld.FUNNEL),
                new RunDate(LocalDate.parse("2011-12-31"), ZoneId.of("Europe/London")))
            .where(RetentionCohorts.ACTIVITY.col().equalTo("purchase"))
            .localCheckpoint();

    assertThat(
            triangle
                .where(RetentionCohorts.DAY.col().equalTo(lit("2010-12-01")))
                .orderBy(RetentionCohorts.WINDOW_FROM.col())
                .select(RetentionCohorts.RETAINED.col())
                .collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(
            885L, 324L, 286L, 340L, 321L, 352L, 321L, 309L, 313L, 350L, 331L, 445L, 235L);
    assertThat(
            triangle
                .where(RetentionCohorts.WINDOW_FROM.col().equalTo(0))
                .select(RetentionCohorts.COHORT_SIZE.col())
                .collectAsList())
        .satisfies(
            sizes ->
                assertThat(sizes.stream().mapToLong(row -> row.getLong(0)).sum()).isEqualTo(4338));
  }

  private static Dataset<Row> purchaseDays(String data) {
    Dataset<Row> purchases =
        Spark.session()
            .read()
            .option("header", true)
            .csv(data + "/online-retail/online-retail-uci-order.csv.gz")
            .where(col("Quantity").cast("int").gt(0))
            .where(col("UnitPrice").cast("double").gt(0))
            .where(col("CustomerID").isNotNull())
            .where(col("CustomerID").notEqual("NA"));
    return Members.completed(
        UserDay.TABLE,
        purchases
            .select(
                UserDay.USER_ID.is(col("CustomerID")),
                UserDay.DAY.is(to_date(to_timestamp(col("InvoiceDate")))))
            .groupBy(UserDay.USER_ID.col(), UserDay.DAY.col())
            .agg(UserDay.PAID_ORDERS.is(count(lit(1))), UserDay.KEPT_ORDERS.is(count(lit(1)))));
  }

  private static Dataset<Row> cohorts(
      Dataset<Row> acquisitions, Dataset<Row> userDays, RunDate runDate) {
    return cohorts(acquisitions, userDays, GrowthWorld.RULES, runDate);
  }

  private static Dataset<Row> cohorts(
      Dataset<Row> acquisitions, Dataset<Row> userDays, GrowthRules rules, RunDate runDate) {
    return RetentionCohorts.from(
        Members.activity(acquisitions, userDays, rules, runDate), rules, runDate);
  }
}
