package io.seedbed.features.testing;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.FeatureRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Orders to features once more, in DuckDB SQL, over the same facts. Every table is built from the
 * oracle's own tables before it, so they are to be asked for in the order the data flow.
 */
public final class FeatureOracle implements AutoCloseable {

  private static final List<Table> FACTS =
      List.of(
          OrderLines.TABLE,
          Refunds.TABLE,
          Complaints.TABLE,
          ChatMessages.TABLE,
          Memberships.TABLE,
          Invites.TABLE,
          Commissions.TABLE,
          Violations.TABLE,
          Appeals.TABLE);

  private final DuckDb database;

  private FeatureOracle(DuckDb database) {
    this.database = database;
  }

  /** The oracle of a run over the facts that a function gives. */
  public static FeatureOracle over(
      Function<Table, Dataset<Row>> facts,
      RunDate runDate,
      FeatureRules rules,
      boolean hasShares,
      boolean hasCommissions) {
    requireRulesOfTheSql(rules);
    DuckDb database =
        DuckDb.open()
            .execute(
                "CREATE MACRO day_of(moment) AS CAST(timezone('%s', timezone('UTC', moment)) AS DATE)"
                    .formatted(runDate.zone()))
            .execute("SET VARIABLE d = DATE '%s'".formatted(runDate.day()))
            .execute("SET VARIABLE as_of = TIMESTAMP '%s'".formatted(asOf(runDate)))
            .execute("SET VARIABLE reach_cap = " + rules.reachCap())
            .execute("SET VARIABLE repeated_violation_days = " + rules.repeatedViolationDays())
            .execute("SET VARIABLE has_shares = " + hasShares)
            .execute("SET VARIABLE has_commissions = " + hasCommissions)
            .load("share_events", facts.apply(Shares.TABLE));
    FACTS.forEach(table -> database.load(table, facts.apply(table)));
    return new FeatureOracle(database);
  }

  /** What differs between a table and the oracle's own, which later ones are built from. */
  public List<String> mismatches(Table table, Dataset<Row> built) {
    database.execute("CREATE TABLE %s AS %s".formatted(table.name(), sql(table)));
    return database.mismatches(table, built, "FROM " + table.name());
  }

  /** The database, with the facts and all tables asked for so far. */
  public DuckDb database() {
    return database;
  }

  /** As-of as a TIMESTAMP literal has it. */
  public static String asOf(RunDate runDate) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
        .withZone(ZoneOffset.UTC)
        .format(runDate.asOf());
  }

  @Override
  public void close() {
    database.close();
  }

  private static void requireRulesOfTheSql(FeatureRules rules) {
    FeatureRules written =
        new FeatureRules(30, 180, rules.reachCap(), 180, rules.repeatedViolationDays(), 45);
    if (!rules.equals(written)) {
      throw new IllegalArgumentException(
          "The SQL is written for %s and not for %s. Make the setting a variable of it."
              .formatted(written, rules));
    }
  }

  private static String sql(Table table) {
    String resource = "/oracle/" + table.name() + ".sql";
    try (InputStream text = FeatureOracle.class.getResourceAsStream(resource)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
