package io.seedbed.features.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.FeatureOracle;
import io.seedbed.features.testing.RandomFacts;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.Days;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders to features, against the same definitions written in DuckDB SQL. */
class FeatureOracleTest {

  private static final FeatureRules RULES = new FeatureRules(30, 180, 200, 180, 180, 45);

  @ParameterizedTest
  @CsvSource({"1, 200, true", "2, 12, false", "3, 7, true"})
  void everyTableAgreesWithSql(long seed, int reachCap, boolean hasOptionalSources) {
    FeatureRules rules = new FeatureRules(30, 180, reachCap, 180, 60, 45);
    RandomFacts facts = RandomFacts.of(seed);
    Tables tables = Tables.of(facts, rules, hasOptionalSources);
    try (FeatureOracle oracle =
        FeatureOracle.over(
            table -> fact(facts, table),
            facts.runDate(),
            rules,
            hasOptionalSources,
            hasOptionalSources)) {
      agrees(oracle, Orders.TABLE, tables.orders);
      agrees(oracle, OrderValues.TABLE, tables.orderValues);
      agrees(oracle, UserDay.TABLE, tables.userDays);
      agrees(oracle, FirstMessages.TABLE, tables.firstMessages);
      agrees(oracle, UserAcquisition.TABLE, tables.acquisitions);
      agrees(oracle, UserFeatures.TABLE, tables.features);
    }
  }

  @Test
  void orderOfRowsAndNumberOfPartitionsChangeNothing() {
    RandomFacts facts = RandomFacts.of(4);
    Dataset<Row> once = Tables.of(facts.each(rows -> rows.coalesce(1)), RULES, true).features;
    Dataset<Row> shuffled =
        Tables.of(facts.each(rows -> rows.repartition(7, functions.rand(9))), RULES, true).features;
    DatasetAssert.assertThat(shuffled).hasSameRowsAs(once);
  }

  @Test
  void nothingAtOrAfterAsOfChangesAnything() {
    RandomFacts facts = RandomFacts.of(5);
    Dataset<Row> cut = Tables.of(facts.each(rows -> known(rows, facts)), RULES, true).features;
    DatasetAssert.assertThat(Tables.of(facts, RULES, true).features).hasSameRowsAs(cut);
  }

  @Test
  void plansHaveNoCartesianProductAndNoUdf() {
    Tables tables = Tables.of(RandomFacts.of(6), RULES, false);
    String plans =
        tables.features.queryExecution().explainString(ExplainMode.fromString("formatted"));
    assertThat(plans)
        .contains("hashpartitioning")
        .doesNotContain("CartesianProduct", "BroadcastNestedLoopJoin", "ScalaUDF", "PythonUDF");
  }

  /** The tables of one night over the same facts. */
  private record Tables(
      Dataset<Row> orders,
      Dataset<Row> orderValues,
      Dataset<Row> userDays,
      Dataset<Row> firstMessages,
      Dataset<Row> acquisitions,
      Dataset<Row> features) {

    static Tables of(RandomFacts facts, FeatureRules rules, boolean hasOptionalSources) {
      Dataset<Row> orders = stored(Orders.from(facts.orderLines(), Days.ALL));
      Dataset<Row> values =
          stored(
              OrderValues.from(
                  orders,
                  facts.refunds(),
                  facts.complaints(),
                  facts.appeals(),
                  facts.runDate(),
                  Days.ALL));
      Dataset<Row> userDays =
          stored(
              UserDay.from(
                  values, facts.chatMessages(), facts.shares(), facts.runDate(), Days.ALL));
      Dataset<Row> firstMessages =
          stored(FirstMessages.from(facts.chatMessages(), facts.runDate(), Optional.empty()));
      Dataset<Row> acquisitions =
          stored(
              UserAcquisition.from(
                  facts.memberships(),
                  facts.invites(),
                  firstMessages,
                  orders,
                  facts.runDate(),
                  rules,
                  Optional.empty()));
      UserFeatures.Sources sources =
          facts.sources(acquisitions, userDays, firstMessages, hasOptionalSources);
      return new Tables(
          orders,
          values,
          userDays,
          firstMessages,
          acquisitions,
          UserFeatures.from(sources, rules, facts.runDate(), Optional.empty()));
    }
  }

  /** The rows as the next job would read them, so that no plan holds the night up to it. */
  private static Dataset<Row> stored(Dataset<Row> built) {
    return Spark.session().createDataFrame(built.collectAsList(), built.schema());
  }

  private static void agrees(FeatureOracle oracle, Table table, Dataset<Row> recipe) {
    Dataset<Row> built = stored(recipe);
    DatasetAssert.assertThat(built).conformsTo(table);
    assertThat(oracle.mismatches(table, built)).as(table.name()).isEmpty();
    assertThat(oracle.database().query("SELECT count(*) > 30 FROM " + table.name()))
        .containsExactly("[true]");
  }

  private static Dataset<Row> fact(RandomFacts facts, Table table) {
    return Map.of(
            OrderLines.TABLE, facts.orderLines(),
            Refunds.TABLE, facts.refunds(),
            Complaints.TABLE, facts.complaints(),
            ChatMessages.TABLE, facts.chatMessages(),
            Memberships.TABLE, facts.memberships(),
            Invites.TABLE, facts.invites(),
            Shares.TABLE, facts.shares(),
            Commissions.TABLE, facts.commissions(),
            Violations.TABLE, facts.violations(),
            Appeals.TABLE, facts.appeals())
        .get(table);
  }

  private static Dataset<Row> known(Dataset<Row> rows, RandomFacts facts) {
    String firstInstant =
        Stream.of(rows.schema().fields())
            .filter(f -> f.name().endsWith("_at"))
            .findFirst()
            .orElseThrow()
            .name();
    return rows.filter(facts.runDate().isKnown(rows.col(firstInstant)));
  }
}
