package io.seedbed.models.purchase;

import static io.seedbed.models.purchase.PurchaseFixtures.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.RandomFacts;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.FeatureRules;
import io.seedbed.features.user.FirstMessages;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.PurchaseForecast;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaps, lifecycle, RFM and P(alive) from orders, against the same definitions in DuckDB SQL. */
class OutlookDifferentialTest {

  private static final FeatureRules FEATURES = new FeatureRules(30, 180, 200, 180, 180, 45);

  private static final Table CURVE =
      Table.named("curve", "One row per place and days", "每行一个位置与天数")
          .with(
              PurchaseGaps.PLACE,
              PurchaseGaps.DAYS,
              PurchaseGaps.AT_RISK,
              PurchaseGaps.ENDED,
              PurchaseGaps.ENDED_LATELY,
              PurchaseGaps.SURVIVAL,
              PurchaseGaps.STANDARD_ERROR)
          .keyedBy(PurchaseGaps.PLACE, PurchaseGaps.DAYS);

  private static final Table STANDING =
      Table.named("standing", "One row per buyer", "每行一名买家")
          .with(
              UserOutlook.USER_ID,
              UserOutlook.LIFECYCLE,
              UserOutlook.SILENT_DAYS,
              UserOutlook.R_SCORE,
              UserOutlook.F_SCORE,
              UserOutlook.M_SCORE,
              UserOutlook.RFM_CELL)
          .keyedBy(UserOutlook.USER_ID);

  private static final Table ALIVE =
      Table.named("alive", "One row per repeat buyer", "每行一名复购买家")
          .with(UserOutlook.USER_ID, PurchaseForecast.P_ALIVE)
          .keyedBy(UserOutlook.USER_ID);

  private static final String PURCHASES =
      """
      WITH purchases AS (
        SELECT user_id, day, sum(net_minor) AS net,
          lag(day) OVER by_day AS day_before, lead(day) OVER by_day AS next_day
        FROM order_values WHERE net_minor > 0 AND user_id IS NOT NULL
        GROUP BY user_id, day
        WINDOW by_day AS (PARTITION BY user_id ORDER BY day))
      """;

  private static final String CURVES =
      PURCHASES
          + """
      , gaps AS (
        SELECT if(day_before IS NULL, 'first', 'later') AS place,
          coalesce(next_day, getvariable('d')) - day AS days, next_day,
          next_day > getvariable('d') - 365 AS is_late
        FROM purchases),
      ends AS (
        SELECT place, days, count(next_day) AS ended, count(*) FILTER (is_late) AS ended_lately,
          (SELECT count(*) FROM gaps AS o WHERE o.place = g.place AND o.days >= g.days) AS at_risk
        FROM gaps AS g GROUP BY place, days HAVING count(next_day) > 0)
      SELECT *, product(1 - ended / at_risk) OVER so_far AS survival,
        if(at_risk = ended, 0, survival * sqrt(
          sum(if(at_risk = ended, 0, ended / (at_risk * (at_risk - ended)))) OVER so_far))
          AS standard_error
      FROM ends WINDOW so_far AS (PARTITION BY place ORDER BY days)
      """;

  private static final String STANDINGS =
      PURCHASES
          + """
      , ended AS (
        SELECT day - day_before AS gap, row_number() OVER (ORDER BY day - day_before) AS place,
          count(*) OVER () AS gaps
        FROM purchases WHERE day > getvariable('d') - 365 AND day_before IS NOT NULL),
      limits AS (
        SELECT greatest(30, least(180, coalesce(min(gap) FILTER (10 * place >= 9 * gaps), 180))) AS g
        FROM ended),
      buyers AS (
        SELECT user_id, min(day) AS first_day, getvariable('d') - max(day) AS silent_days,
          count(*) AS f, sum(net) AS net, floor(ln(sum(net)::DOUBLE) * 64) AS m,
          coalesce(bool_or(day > getvariable('d') - 30 AND day - day_before > 2 * g), false) AS is_back,
          any_value(g) AS g
        FROM purchases, limits GROUP BY user_id),
      scored AS (
        SELECT *,
          1 + 5 * (2 * (rank() OVER (ORDER BY silent_days DESC) - 1)
            + count(*) OVER (PARTITION BY silent_days)) // (2 * count(*) OVER ()) AS r_score,
          1 + 5 * (2 * (rank() OVER (ORDER BY f) - 1)
            + count(*) OVER (PARTITION BY f)) // (2 * count(*) OVER ()) AS f_score,
          1 + 5 * (2 * (rank() OVER (ORDER BY m) - 1)
            + count(*) OVER (PARTITION BY m)) // (2 * count(*) OVER ()) AS m_score
        FROM buyers)
      SELECT *, r_score || '' || f_score || m_score AS rfm_cell,
        CASE WHEN first_day > getvariable('d') - 30 THEN 'new' WHEN is_back THEN 'resurrected'
          WHEN silent_days <= g THEN 'active' WHEN silent_days <= 2 * g THEN 'dormant'
          ELSE 'lost' END AS lifecycle
      FROM scored
      """;

  /** r .5, α 15, a .8, b 2.5. */
  private static final String SURVIVORS =
      PURCHASES
          + """
      SELECT user_id, 1 / (1 + 0.8 / (2.5 + x - 1) * pow((15 + age) / (15 + last), 0.5 + x)) AS p_alive
      FROM (
        SELECT user_id, count(*) - 1 AS x, max(day) - min(day) AS last,
          getvariable('d') - min(day) AS age
        FROM purchases GROUP BY user_id)
      WHERE x > 0
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void outlooksAgreeWithSql(long seed) {
    RandomFacts facts = RandomFacts.of(seed);
    RunDate runDate = facts.runDate();
    Dataset<Row> orderValues = orderValues(facts);
    Dataset<Row> features = features(facts, orderValues);
    List<Row> curves = curves(orderValues, runDate.day());
    Dataset<Row> gaps = Spark.session().createDataFrame(curves, PurchaseGaps.TABLE.schema());
    PurchaseFixtures shop = PurchaseFixtures.fitted();
    shop.model(
        GapLimit.fit(GapLimit.cells(gaps).collectAsList(), runDate.day(), RULES.lifecycle()));
    shop.model(RfmCuts.fit(RfmCuts.cells(features, runDate.day()).collectAsList(), runDate.day()));
    Dataset<Row> outlook = UserOutlook.from(features, shop.fits(), RULES, runDate);

    DatasetAssert.assertThat(outlook).conformsTo(UserOutlook.TABLE);
    try (DuckDb duck = DuckDb.open()) {
      duck.execute("SET VARIABLE d = DATE '%s'".formatted(runDate.day()))
          .load(OrderValues.TABLE, orderValues);
      assertThat(duck.mismatches(CURVE, gaps, CURVES)).isEmpty();
      assertThat(duck.mismatches(STANDING, outlook, STANDINGS)).isEmpty();
      assertThat(duck.query("SELECT count(DISTINCT lifecycle) > 2, count(*) > 30 FROM spark_side"))
          .containsExactly("[true, true]");
      Dataset<Row> repeaters = outlook.where(PurchaseForecast.MODEL.col().equalTo("bg_nbd"));
      assertThat(duck.mismatches(ALIVE, repeaters, SURVIVORS)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void partitionsAndTheOrderOfRowsChangeNoCellAndNoRow(int partitions) {
    RandomFacts facts = RandomFacts.of(4);
    LocalDate day = facts.runDate().day();
    Dataset<Row> orderValues = orderValues(facts);
    Dataset<Row> features = features(facts, orderValues);
    Dataset<Row> turned = features.repartition(partitions, functions.rand(3));

    assertThat(curves(orderValues.repartition(partitions, functions.rand(5)), day))
        .isEqualTo(curves(orderValues, day));
    DatasetAssert.assertThat(PurchaseFits.purchases(turned, day))
        .hasSameRowsAs(PurchaseFits.purchases(features, day));
    DatasetAssert.assertThat(PurchaseFits.spends(turned))
        .hasSameRowsAs(PurchaseFits.spends(features));
    DatasetAssert.assertThat(RfmCuts.cells(turned, day))
        .hasSameRowsAs(RfmCuts.cells(features, day));
  }

  private static List<Row> curves(Dataset<Row> orderValues, LocalDate day) {
    return PurchaseGaps.curves(
        PurchaseGaps.cells(orderValues, day, RULES.lifecycle()).collectAsList(), day);
  }

  private static Dataset<Row> orderValues(RandomFacts facts) {
    return stored(
        OrderValues.from(
            Orders.from(facts.orderLines(), Days.ALL),
            facts.refunds(),
            facts.complaints(),
            facts.appeals(),
            facts.runDate(),
            Days.ALL));
  }

  private static Dataset<Row> features(RandomFacts facts, Dataset<Row> orderValues) {
    RunDate runDate = facts.runDate();
    Dataset<Row> firstMessages =
        stored(FirstMessages.from(facts.chatMessages(), runDate, Optional.empty()));
    Dataset<Row> acquisitions =
        UserAcquisition.from(
            facts.memberships(),
            facts.invites(),
            firstMessages,
            Orders.from(facts.orderLines(), Days.ALL),
            runDate,
            FEATURES,
            Optional.empty());
    Dataset<Row> userDays =
        UserDay.from(orderValues, facts.chatMessages(), facts.shares(), runDate, Days.ALL);
    return stored(
        UserFeatures.from(
            facts.sources(acquisitions, userDays, firstMessages, true),
            FEATURES,
            runDate,
            Optional.empty()));
  }

  private static Dataset<Row> stored(Dataset<Row> built) {
    return Spark.session().createDataFrame(built.collectAsList(), built.schema());
  }
}
