package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same night on a tiny shop, by the jobs and by the DuckDB script. */
class DuckDbNightIT {

  private static final DuckDbLimits LIMITS = new DuckDbLimits(2, 1_000);
  private static final ShopPlan PLAN = new ShopPlan(600, 60_000, 160_000, 70, 1, 3);

  @TempDir static Path folder;

  private static Map<String, List<Path>> published;

  @BeforeAll
  static void liveTheNightTwice() throws IOException, SQLException {
    Path shop = folder.resolve("shop");
    BenchShop.write(shop, PLAN, LIMITS, day -> {});
    EffectiveSettings settings = EffectiveSettings.overlaidBy(shop.resolve("bench.conf"));
    Warehouse warehouse =
        Warehouse.at(
            folder.resolve("warehouse").toString(),
            Spark.session().sparkContext().hadoopConfiguration());
    SparkSession session = interpreting();
    Night night = new Night(session, warehouse, Progress.logged(), "test");
    PublishedTables tables =
        PublishedTables.of(
            session,
            warehouse,
            night.publish(settings, BenchShop.LAST_DAY, Runner.History.REBUILT).published(),
            Nightly.jobs(settings.settings()));
    PublishedRows rows = new PublishedRows(folder.resolve("published"));
    rows.write(tables);
    published = rows.compared();
    DuckDbNight.run(
        new DuckDbNight.Request(
            settings.settings(), BenchShop.LAST_DAY, Instant.now(), rows.fits(), LIMITS, output()));
  }

  @Test
  void everyTableAgrees() throws SQLException {
    assertThat(comparison().with(published))
        .hasSameSizeAs(OutputComparison.TABLES)
        .allSatisfy(
            table -> {
              assertThat(table.examples()).as(table.table()).isEmpty();
              assertThat(table.isExact()).as(table.table()).isTrue();
              assertThat(table.rows()).as(table.table()).isPositive();
            });
  }

  @Test
  void oneWrongValueIsFound() throws IOException, SQLException {
    Table table = OutputComparison.TABLES.get(2);
    Path file = output().resolve(table.name() + ".parquet");
    Path right = folder.resolve("right.parquet");
    Files.move(file, right, StandardCopyOption.REPLACE_EXISTING);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          COPY (SELECT * REPLACE (
              if(user_id = (SELECT min(user_id) FROM '%1$s'), messages_90d + 1, messages_90d)
                AS messages_90d)
            FROM '%1$s') TO '%2$s'
          """
              .formatted(right, file));
    }

    List<Agreement> agreements = comparison().with(published);
    Files.move(right, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(agreements)
        .filteredOn(agreement -> !agreement.isExact())
        .singleElement()
        .satisfies(
            wrong -> {
              assertThat(wrong.table()).isEqualTo("user_features");
              assertThat(wrong.differing()).isEqualTo(2);
              assertThat(wrong.examples())
                  .singleElement()
                  .asString()
                  .matches(
                      "user_id u\\d+, run_date 2026-06-14: messages_90d \\d+ published, \\d+ by DuckDB");
            });
  }

  /** On so few rows, compiling a plan takes longer than interpreting it. */
  private static SparkSession interpreting() {
    SparkSession session = Spark.session().newSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return session;
  }

  private static OutputComparison comparison() {
    return new OutputComparison(output(), LIMITS);
  }

  private static Path output() {
    return folder.resolve("duckdb");
  }
}
