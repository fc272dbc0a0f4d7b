package io.seedbed.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.jobs.bench.BenchShop;
import io.seedbed.jobs.bench.DuckDbLimits;
import io.seedbed.jobs.bench.ShopPlan;
import io.seedbed.models.growth.MemberActivity;
import io.seedbed.models.seeds.FitInviters;
import io.seedbed.models.segmentation.FitFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nights on a made-up shop, the second going on from the first: new files with late rows and
 * refunds, a date left out, a file that is gone and one that lost half its rows. What they leave
 * must be what a run that builds everything from the files comes to.
 */
class ContinuedNightsIT {

  private static final int DAYS = 70;
  private static final ShopPlan PLAN = new ShopPlan(400, 40_000, 80_000, DAYS, 2, 7);
  private static final LocalDate FIRST_NIGHT = BenchShop.LAST_DAY;
  private static final LocalDate LAST_NIGHT = FIRST_NIGHT.plusDays(2);

  /** After the day that fits end with, which were made on the first night and stay. */
  private static final LocalDate REVISED_DAY = FIRST_NIGHT.minusDays(6);

  /** When a file was first landed, and by the run of which date fits were made. */
  private static final Map<Table, List<Field>> OF_THE_RUN =
      Map.of(
          LandedFiles.TABLE, List.of(LandedFiles.INGESTED_AT, LandedFiles.MODIFIED_AT),
          FitFeatures.TABLE, List.of(FitFeatures.TABLE.fields().get(1)),
          FitInviters.TABLE, List.of(FitInviters.TABLE.fields().get(1)));

  @TempDir private static Path folder;

  private static Command last;
  private static PublishedNight continued;
  private static PublishedNight rebuilt;

  @BeforeAll
  static void liveNights() throws IOException, SQLException {
    assertThat(Spark.session().version()).isNotEmpty();
    BenchShop.write(folder.resolve("made"), PLAN, new DuckDbLimits(2, 1_000), day -> {});
    deliver(FIRST_NIGHT.minusDays(DAYS), FIRST_NIGHT);
    night("continued", FIRST_NIGHT);
    deliver(FIRST_NIGHT, LAST_NIGHT);
    Files.delete(inbox("orders", REVISED_DAY));
    halve(inbox("chat_messages", REVISED_DAY));
    last = night("continued", LAST_NIGHT, "--continue");
    continued = PublishedNight.latest(folder.resolve("continued"));
    night("rebuilt", LAST_NIGHT);
    rebuilt = PublishedNight.latest(folder.resolve("rebuilt"));
  }

  @Test
  void goingOnComesToWhatBuildingEverythingComesTo() {
    assertThat(continued.contents(OF_THE_RUN)).isEqualTo(rebuilt.contents(OF_THE_RUN));
  }

  @Test
  void theLastNightWentOnFromAnEarlierOne() {
    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(continued.tables().published().bases().get(MemberActivity.TABLE.name()))
        .containsExactly(LAST_NIGHT);
    assertThat(continued.read(LandedFiles.TABLE).count())
        .isEqualTo(BenchShop.SOURCES.size() * (DAYS + 2L) - 1);
  }

  private static Command night(String warehouse, LocalDate date, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--date",
                date.toString(),
                "--conf",
                folder.resolve("shop.conf").toString(),
                "--warehouse",
                folder.resolve(warehouse).toString()));
    arguments.addAll(List.of(more));
    Command run = Command.execute(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
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
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM '%s' WHERE hash(message_id) %% 2 = 0) TO '%s' (FORMAT parquet)"
              .formatted(file, half));
    }
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path inbox(String source, LocalDate day) {
    return folder.resolve("inbox").resolve(source).resolve(day + ".parquet");
  }
}
