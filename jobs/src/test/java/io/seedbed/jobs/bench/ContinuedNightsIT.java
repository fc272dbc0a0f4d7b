package io.seedbed.jobs.bench;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.nightly.Night;
import io.seedbed.jobs.nightly.Nightly;
import io.seedbed.jobs.nightly.PublishedNight;
import io.seedbed.jobs.run.Job;
import io.seedbed.jobs.run.Progress;
import io.seedbed.jobs.run.Runner;
import io.seedbed.jobs.run.Runner.History;
import io.seedbed.jobs.run.Runner.Labels;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.AarrrWide;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.MemberActivity;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.seeds.FitInviters;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.FitFeatures;
import io.seedbed.models.segmentation.SegmentChanges;
import io.seedbed.models.segmentation.UserSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nights on a made-up shop, the second going on from the first: new files with late rows and
 * refunds, a date left out, a file that is gone and one that lost half its rows. What they leave
 * must be what a run that builds everything from the files comes to, and what one DuckDB script
 * computes from the same files.
 */
class ContinuedNightsIT {

  private static final int DAYS = 70;
  private static final ShopPlan PLAN = new ShopPlan(600, 60_000, 160_000, DAYS, 2, 3);
  private static final DuckDbLimits LIMITS = new DuckDbLimits(2, 1_000);
  private static final LocalDate FIRST_NIGHT = BenchShop.LAST_DAY;
  private static final LocalDate LAST_NIGHT = FIRST_NIGHT.plusDays(1);

  private static final String PLANS_HEAD =
      """
      # What a night's jobs move and read

      Written by `ContinuedNightsIT` from the plans of a night that goes on from the one before, as
      they start on a shop of 600 users: queries, shuffles, tables handed to every task, whether a
      function of our own takes part, and how often each input is read (`inbox` holds the files of
      the sources, `tables` the warehouse). A change of a line is a change of what a night costs.

      """;

  /** After the day that fits end with, which were made on the first night and stay. */
  private static final LocalDate REVISED_DAY = FIRST_NIGHT.minusDays(6);

  /** When a file was first landed, and by the run of which date fits were made. */
  private static final Map<Table, List<Field>> OF_THE_RUN =
      Map.of(
          LandedFiles.TABLE, List.of(LandedFiles.INGESTED_AT, LandedFiles.MODIFIED_AT),
          FitFeatures.TABLE, List.of(FitFeatures.TABLE.fields().get(1)),
          FitInviters.TABLE, List.of(FitInviters.TABLE.fields().get(1)));

  @TempDir private static Path folder;

  private static PublishedNight first;
  private static List<String> stagesOfTheFirst;
  private static PublishedNight continued;
  private static PublishedNight rebuilt;
  private static Map<String, List<Path>> published;
  private static NightPlans plans;

  @BeforeAll
  static void liveNights() throws IOException, SQLException {
    SparkSession session = Spark.interpreting();
    session.conf().set("spark.sql.maxMetadataStringLength", "1000000");
    session.conf().set("spark.sql.debug.maxToStringFields", "1000");
    BenchShop.write(folder.resolve("made"), PLAN, LIMITS, day -> {});
    deliver(FIRST_NIGHT.minusDays(DAYS), FIRST_NIGHT);
    night(session, "continued", FIRST_NIGHT, History.REBUILT);
    first = PublishedNight.latest(folder.resolve("continued"));
    stagesOfTheFirst = stages(first);
    FileUtils.copyDirectory(
        folder.resolve("continued").toFile(), folder.resolve("rebuilt").toFile());
    deliver(FIRST_NIGHT, LAST_NIGHT);
    Files.delete(inbox("orders", REVISED_DAY));
    halve(inbox("chat_messages", REVISED_DAY));
    plans =
        NightPlans.of(
            session,
            Runner.inOrder(Nightly.jobs(settings().settings())).stream().map(Job::name).toList(),
            () -> night(session, "continued", LAST_NIGHT, History.CONTINUED));
    continued = PublishedNight.latest(folder.resolve("continued"));
    night(session, "rebuilt", LAST_NIGHT, History.REBUILT);
    rebuilt = PublishedNight.latest(folder.resolve("rebuilt"));
    PublishedRows rows = new PublishedRows(folder.resolve("published"));
    rows.write(continued.tables(), first.tables());
    published = rows.compared();
    DuckDbNight.run(
        new DuckDbNight.Request(
            settings().settings(),
            LAST_NIGHT,
            Instant.now(),
            rows.fits(),
            rows.yesterday(),
            LIMITS,
            output()));
  }

  @Test
  void goingOnComesToWhatBuildingEverythingComesTo() {
    assertThat(continued.contents(OF_THE_RUN)).isEqualTo(rebuilt.contents(OF_THE_RUN));
  }

  @Test
  void theLastNightWentOnFromAnEarlierOne() {
    assertThat(continued.read(LandedFiles.TABLE).count())
        .isEqualTo(BenchShop.SOURCES.size() * (DAYS + 1L) - 1);
    assertThat(continued.read(LandedFiles.TABLE).select(LandedFiles.INGESTED_AT.col()).distinct())
        .satisfies(nights -> assertThat(nights.count()).isEqualTo(2));
  }

  @Test
  void anEarlierPublicationReadsAsItDid() {
    assertThat(stages(first))
        .isEqualTo(stagesOfTheFirst)
        .doesNotContainAnyElementsOf(stages(continued));
  }

  @Test
  void duckDbComputesTheSameRows() throws SQLException {
    assertThat(new OutputComparison(output(), LIMITS).with(published))
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
    Path wrong = Files.createDirectory(folder.resolve("wrong"));
    for (Table table : OutputComparison.TABLES) {
      String file = table.name() + ".parquet";
      Files.copy(output().resolve(file), wrong.resolve(file));
    }
    String features = UserFeatures.TABLE.name() + ".parquet";
    inDuckDb(
        """
        COPY (SELECT * REPLACE (
            if(user_id = (SELECT min(user_id) FROM '%1$s'), messages_90d + 1, messages_90d)
              AS messages_90d)
          FROM '%1$s') TO '%2$s'
        """
            .formatted(output().resolve(features), wrong.resolve(features)));

    assertThat(new OutputComparison(wrong, LIMITS).with(published))
        .filteredOn(agreement -> !agreement.isExact())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.table()).isEqualTo("user_features");
              assertThat(found.differing()).isEqualTo(2);
              assertThat(found.examples())
                  .singleElement()
                  .asString()
                  .matches(
                      "user_id u\\d+, run_date 2026-06-15: messages_90d \\d+ published, \\d+ by DuckDB");
            });
  }

  @Test
  void whatANightMovesAndReadsIsAsWrittenDown() throws IOException {
    Path page = Path.of(System.getProperty("seedbed.home")).resolve("docs/night-plans.md");
    String written =
        plans.lines().map("- %s\n"::formatted).collect(Collectors.joining("", PLANS_HEAD, ""));
    if (Boolean.getBoolean("update.plans")) {
      Files.writeString(page, written);
    }

    assertThat(page)
        .as("%s is out of date. Look why, and write it anew with -Dupdate.plans=true", page)
        .content()
        .isEqualTo(written);
  }

  /** Both dates lie in every such table. */
  @Test
  void theEarlierRunDateIsReadByThoseAloneWhoGoOnFromIt() {
    assertThat(plans.costs().entrySet())
        .filteredOn(cost -> cost.getValue().runDates().contains(FIRST_NIGHT.toString()))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            InviteEdges.TABLE.name(),
            MemberActivity.TABLE.name(),
            FunnelSteps.TABLE.name(),
            UserSegments.TABLE.name(),
            SegmentChanges.TABLE.name());
    assertThat(plans.costs().get(SeedScores.TABLE.name()).runDates())
        .containsExactly(LAST_NIGHT.toString());
  }

  @Test
  void onlyTailsForecastsAndAnswerGraphsAreComputedByFunctionsOfOurOwn() {
    assertThat(plans.costs().entrySet())
        .filteredOn(cost -> cost.getValue().isOpaque())
        .extracting(Map.Entry::getKey)
        .isSubsetOf(
            UserSegments.TABLE.name(),
            SeedScores.TABLE.name(),
            UserOutlook.TABLE.name(),
            ChatRoles.TABLE.name());
  }

  private static void night(SparkSession session, String name, LocalDate date, History history) {
    Warehouse warehouse =
        Warehouse.at(folder.resolve(name).toString(), session.sparkContext().hadoopConfiguration());
    new Night(session, warehouse, Progress.logged(), "test")
        .publish(settings(), date, history, Labels.FOLLOWED);
  }

  private static EffectiveSettings settings() {
    return EffectiveSettings.overlaidBy(folder.resolve("shop.conf"));
  }

  private static Path output() {
    return folder.resolve("duckdb");
  }

  /** Puts the files that arrive after one day and up to another into the inbox. */
  private static void deliver(LocalDate after, LocalDate last) throws IOException {
    for (String source : BenchShop.SOURCES) {
      Files.createDirectories(folder.resolve("inbox").resolve(source));
      for (LocalDate day : after.plusDays(1).datesUntil(last.plusDays(1)).toList()) {
        Files.copy(
            folder.resolve("made").resolve(source).resolve(day + ".parquet"), inbox(source, day));
      }
    }
    String made = Files.readString(folder.resolve("made/bench.conf"));
    Files.writeString(
        folder.resolve("shop.conf"),
        made.replace(folder.resolve("made").toString(), folder.resolve("inbox").toString()));
  }

  private static void halve(Path file) throws SQLException, IOException {
    Path half = folder.resolve("half.parquet");
    inDuckDb(
        "COPY (SELECT * FROM '%s' WHERE hash(message_id) %% 2 = 0) TO '%s' (FORMAT parquet)"
            .formatted(file, half));
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void inDuckDb(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Of the long and the wide table, which are made where they are read: rows and a checksum. */
  private static List<String> stages(PublishedNight night) {
    return Stream.of(AarrrLong.TABLE, AarrrWide.TABLE)
        .map(
            table ->
                night
                    .read(table)
                    .agg(count(lit(1)), bit_xor(xxhash64(table.columns())))
                    .head()
                    .mkString(table.name() + ": ", " rows, ", ""))
        .toList();
  }

  private static Path inbox(String source, LocalDate day) {
    return folder.resolve("inbox").resolve(source).resolve(day + ".parquet");
  }
}
