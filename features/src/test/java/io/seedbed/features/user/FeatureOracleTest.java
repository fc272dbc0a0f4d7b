package io.seedbed.features.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.RandomFacts;
import io.seedbed.features.testing.Spark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  private static final FeatureRules RULES = new FeatureRules(30, 180, 200, 180, 180);

  @ParameterizedTest
  @CsvSource({"1, 200, true", "2, 12, false", "3, 7, true"})
  void everyTableAgreesWithSql(long seed, int reachCap, boolean hasOptionalSources) {
    FeatureRules rules = new FeatureRules(30, 180, reachCap, 180, 60);
    RandomFacts facts = RandomFacts.of(seed);
    Tables tables = Tables.of(facts, rules, hasOptionalSources);
    try (DuckDb duck = loaded(facts)) {
      duck.execute("SET VARIABLE reach_cap = " + reachCap)
          .execute("SET VARIABLE repeated_violation_days = 60")
          .execute("SET VARIABLE has_optional_sources = " + hasOptionalSources);
      agrees(duck, Orders.TABLE, tables.orders);
      agrees(duck, OrderValues.TABLE, tables.orderValues);
      agrees(duck, UserDay.TABLE, tables.userDays);
      agrees(duck, UserAcquisition.TABLE, tables.acquisitions);
      agrees(duck, UserFeatures.TABLE, tables.features);
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
      Dataset<Row> acquisitions,
      Dataset<Row> features) {

    static Tables of(RandomFacts facts, FeatureRules rules, boolean hasOptionalSources) {
      Dataset<Row> orders = stored(Orders.from(facts.orderLines()));
      Dataset<Row> values =
          stored(OrderValues.from(orders, facts.refunds(), facts.complaints(), facts.runDate()));
      Dataset<Row> userDays =
          stored(UserDay.from(values, facts.chatMessages(), facts.shares(), facts.runDate()));
      Dataset<Row> acquisitions =
          stored(
              UserAcquisition.from(
                  facts.memberships(),
                  facts.invites(),
                  facts.chatMessages(),
                  orders,
                  facts.runDate(),
                  rules));
      UserFeatures.Sources sources =
          new UserFeatures.Sources(
              acquisitions,
              userDays,
              facts.chatMessages(),
              facts.memberships(),
              facts.commissions(),
              facts.complaints(),
              facts.violations(),
              hasOptionalSources,
              hasOptionalSources);
      return new Tables(
          orders,
          values,
          userDays,
          acquisitions,
          UserFeatures.from(sources, rules, facts.runDate()));
    }
  }

  /** The rows as the next job would read them, so that no plan holds the night up to it. */
  private static Dataset<Row> stored(Dataset<Row> built) {
    return Spark.session().createDataFrame(built.collectAsList(), built.schema());
  }

  private static void agrees(DuckDb duck, Table table, Dataset<Row> recipe) {
    Dataset<Row> built = stored(recipe);
    DatasetAssert.assertThat(built).conformsTo(table);
    duck.execute("CREATE TABLE %s AS %s".formatted(table.name(), sql(table)));
    assertThat(duck.query("SELECT count(*) > 30 FROM " + table.name())).containsExactly("[true]");
    assertThat(duck.mismatches(table, built, "FROM " + table.name())).as(table.name()).isEmpty();
  }

  private static DuckDb loaded(RandomFacts facts) {
    return DuckDb.open()
        .execute(
            "CREATE MACRO day_of(moment) AS"
                + " CAST(timezone('Asia/Shanghai', timezone('UTC', moment)) AS DATE)")
        .execute("SET VARIABLE d = DATE '2024-09-05'")
        .execute("SET VARIABLE as_of = TIMESTAMP '2024-09-05 16:00:00'")
        .load(OrderLines.TABLE, facts.orderLines())
        .load(Refunds.TABLE, facts.refunds())
        .load(Complaints.TABLE, facts.complaints())
        .load(ChatMessages.TABLE, facts.chatMessages())
        .load(Memberships.TABLE, facts.memberships())
        .load(Invites.TABLE, facts.invites())
        .load("share_events", facts.shares())
        .load(Commissions.TABLE, facts.commissions())
        .load(Violations.TABLE, facts.violations());
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

  private static String sql(Table table) {
    String resource = "/oracle/" + table.name() + ".sql";
    try (InputStream text = FeatureOracleTest.class.getResourceAsStream(resource)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
