package io.seedbed.jobs.run;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.warehouse.Warehouse;
import io.seedbed.models.fit.FittedModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run takes over from the publication before it, and what it does not. */
class ContinuationIT {

  private static final Field DAY = Field.date("day", "Day of play", "日");
  private static final Field GAMES = Field.count("games", "games", "Games played", "局数");
  private static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  private static final Table PLAYED =
      Table.named("played", "One row per day of play", "每行一日")
          .with(DAY, GAMES)
          .keyedBy(DAY)
          .clusteredBy(DAY);
  private static final Table BIG_DAYS =
      Table.named("big_days", "One row per day of two games or more", "每行一个大日子")
          .with(DAY, GAMES)
          .keyedBy(DAY);
  private static final Table TOTALS =
      Table.named("totals", "One row per run date", "每行一个运行日")
          .with(RUN_DATE, GAMES)
          .keyedBy(RUN_DATE)
          .partitionedBy(RUN_DATE);

  private static final LocalDate FIRST = LocalDate.of(2026, 5, 29);

  @TempDir private Path folder;
  private Warehouse warehouse;
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");

  /** What there is to know, and which days of it are news. */
  private final Map<LocalDate, Long> games = new TreeMap<>();

  private Days news = Days.ALL;
  private String logic = "the same logic";
  private final List<Optional<LocalDate>> basesSeen = new ArrayList<>();
  private int fits;
  private boolean isBroken;
  private String hocon = "";
  private String fitDate = "2026-04-30";

  @BeforeEach
  void openWarehouse() {
    warehouse =
        Warehouse.at(folder.toString(), Spark.session().sparkContext().hadoopConfiguration());
    games.put(FIRST.minusDays(40), 1L);
    games.put(FIRST.minusDays(1), 2L);
    games.put(FIRST, 3L);
  }

  @Test
  void onlyTheDaysThatChangedAreWrittenAgain() {
    night(FIRST);
    games.put(FIRST.plusDays(1), 5L);
    games.put(FIRST.minusDays(1), 7L);
    games.put(FIRST.minusDays(40), 99L);
    news = Days.of(List.of(FIRST.plusDays(1), FIRST.minusDays(1)));
    PublishedTables second = night(FIRST.plusDays(1));

    assertThat(days(second.read(PLAYED)))
        .containsExactly(
            FIRST.minusDays(40) + " 1",
            FIRST.minusDays(1) + " 7",
            FIRST + " 3",
            FIRST.plusDays(1) + " 5");
  }

  @Test
  void aDayThatIsGoneLeavesNoRow() {
    night(FIRST);
    games.remove(FIRST);
    news = Days.of(List.of(FIRST));

    assertThat(days(night(FIRST).read(PLAYED)))
        .containsExactly(FIRST.minusDays(40) + " 1", FIRST.minusDays(1) + " 2");
  }

  @Test
  void whereNothingChangedNothingIsWritten() {
    long first = night(FIRST).published().versions().get(PLAYED.name());
    news = Days.NONE;

    assertThat(night(FIRST).published().versions()).containsEntry(PLAYED.name(), first);
  }

  @Test
  void aTableIsCarriedForwardFromTheLastDayThatNoChangeReaches() {
    night(FIRST);
    games.put(FIRST.plusDays(1), 5L);
    news = Days.of(List.of(FIRST.plusDays(1)));
    night(FIRST.plusDays(1));
    games.put(FIRST.plusDays(1), 6L);
    games.put(FIRST.plusDays(2), 4L);
    news = Days.of(List.of(FIRST.plusDays(1), FIRST.plusDays(2)));
    PublishedTables third = night(FIRST.plusDays(2));
    games.put(FIRST.minusDays(1), 0L);
    news = Days.of(List.of(FIRST.minusDays(1)));
    PublishedTables fourth = night(FIRST.plusDays(3));

    assertThat(basesSeen)
        .containsExactly(
            Optional.empty(),
            Optional.of(FIRST),
            Optional.of(FIRST),
            Optional.of(FIRST.minusDays(2)));
    assertThat(third.read(TOTALS).first().<Long>getAs(GAMES.name())).isEqualTo(15L);
    assertThat(fourth.read(TOTALS).first().<Long>getAs(GAMES.name())).isEqualTo(13L);
  }

  @Test
  void fitsAreMadeAgainOnlyWhenWhatTheyReadHasMoved() {
    night(FIRST);
    night(FIRST.plusDays(1));
    assertThat(fits).isEqualTo(1);

    fitDate = "2026-05-31";
    night(FIRST.plusDays(5));
    assertThat(fits).isEqualTo(2);
  }

  @Test
  void otherLogicOrAnEarlierDateBuildsEverythingAgain() {
    night(FIRST.plusDays(1));
    games.put(FIRST.minusDays(40), 99L);
    news = Days.NONE;
    assertThat(days(night(FIRST.plusDays(1)).read(PLAYED))).contains(FIRST.minusDays(40) + " 1");

    logic = "another";
    assertThat(days(night(FIRST.plusDays(1)).read(PLAYED))).contains(FIRST.minusDays(40) + " 99");
    games.put(FIRST.minusDays(40), 98L);
    assertThat(days(night(FIRST).read(PLAYED))).contains(FIRST.minusDays(40) + " 98");
  }

  @Test
  void aViewIsMadeWhereItIsReadAndNeverWritten() {
    PublishedTables published = night(FIRST);

    assertThat(folder.resolve("tables/big_days")).doesNotExist();
    assertThat(days(published.read(BIG_DAYS)))
        .containsExactly(FIRST.minusDays(1) + " 2", FIRST + " 3");
  }

  @Test
  void whatAFailedRunLeftIsTakenBack() {
    night(FIRST);
    games.put(FIRST, 50L);
    news = Days.of(List.of(FIRST));
    isBroken = true;
    assertThatThrownBy(() -> night(FIRST.plusDays(1)))
        .isInstanceOf(JobFailure.class)
        .hasMessage("Cannot run totals: the scorer is ill. The log holds the whole trace.");

    isBroken = false;
    games.put(FIRST, 3L);
    games.put(FIRST.plusDays(1), 5L);
    news = Days.of(List.of(FIRST.plusDays(1)));
    assertThat(days(night(FIRST.plusDays(1)).read(PLAYED)))
        .contains(FIRST + " 3", FIRST.plusDays(1) + " 5");
  }

  @Test
  void theLastNightsAndMonthEndsAreKept() {
    hocon = "run.keep-nights = 2";
    news = Days.NONE;
    FIRST.datesUntil(FIRST.plusDays(5)).forEach(this::night);

    List<Row> kept =
        Spark.session()
            .read()
            .format("delta")
            .load(folder.resolve("tables/totals").toString())
            .select(RUN_DATE.col())
            .distinct()
            .collectAsList();
    assertThat(kept)
        .extracting(row -> row.getDate(0).toString())
        .containsExactlyInAnyOrder("2026-05-31", "2026-06-01", "2026-06-02");
  }

  @Test
  void upkeepPutsSmallFilesTogetherAndChangesNoRow() {
    hocon = "run.upkeep-every-days = 1";
    night(FIRST);
    games.put(FIRST.plusDays(1), 5L);
    news = Days.of(List.of(FIRST.plusDays(1)));
    PublishedTables second = night(FIRST.plusDays(1));

    DeltaTable played =
        DeltaTable.forPath(Spark.session(), folder.resolve("tables/played").toString());
    assertThat(played.detail().select("numFiles").head().getLong(0)).isEqualTo(1);
    assertThat(played.history(1).select("operation", "version").head())
        .isEqualTo(RowFactory.create("OPTIMIZE", second.published().versions().get(PLAYED.name())));
    assertThat(days(second.read(PLAYED))).hasSize(4).contains(FIRST.plusDays(1) + " 5");
  }

  private PublishedTables night(LocalDate date) {
    now = now.plusSeconds(60);
    Runner runner = new Runner(Spark.session(), warehouse, () -> now, Progress.logged(), "test");
    Runner.Request request =
        new Runner.Request(
            new RunDate(date, Toys.DAY.zone()),
            Toys.settings(hocon),
            List.of(played(), bigDays(), totals(), fitDate(), fit()),
            List.of(),
            null,
            logic,
            Runner.History.CONTINUED,
            Runner.Labels.ANEW);
    return PublishedTables.of(
        Spark.session(), warehouse, runner.run(request).published(), request.jobs());
  }

  private Job played() {
    return new Job.Daily(
        PLAYED.name(),
        List.of(),
        List.of(),
        PLAYED,
        in -> {
          Days days = in.previousDay().isPresent() ? news : Days.ALL;
          Object[][] rows =
              games.entrySet().stream()
                  .map(day -> new Object[] {day.getKey(), day.getValue()})
                  .toArray(Object[][]::new);
          return Change.of(days, Spark.table(PLAYED, rows).where(days.include(DAY.col())));
        });
  }

  private static Job bigDays() {
    return new Job.View(
        BIG_DAYS.name(),
        List.of(),
        List.of(PLAYED),
        BIG_DAYS,
        in -> in.read(PLAYED).where(GAMES.col().gt(1)));
  }

  /** All games but those of days with one. */
  private Job totals() {
    Function<Inputs, Dataset<Row>> from =
        in -> {
          if (isBroken) {
            throw new IllegalStateException("the scorer is ill.");
          }
          basesSeen.add(in.base().map(Base::day));
          Optional<Base> base = in.base().filter(known -> known.day().equals(known.runDate()));
          Dataset<Row> tail =
              base.map(known -> in.read(BIG_DAYS).where(known.isAfter(DAY.col())))
                  .orElseGet(() -> in.read(BIG_DAYS))
                  .select(GAMES.col());
          return base.map(known -> known.rows().select(GAMES.col()).unionByName(tail))
              .orElse(tail)
              .agg(GAMES.is(sum(GAMES.col())))
              .select(RUN_DATE.is(in.runDate().asColumn()), GAMES.col());
        };
    return Job.Build.of(TOTALS, List.of(BIG_DAYS), from).folding(BIG_DAYS);
  }

  private Job fitDate() {
    return new Job.Fit(
        "fit_date",
        List.of(),
        List.of(),
        in -> Spark.session().range(1).agg(count(lit(1))),
        (in, cells) -> model("fit_date", fitDate));
  }

  private Job fit() {
    return new Job.Fit(
            "favourite",
            List.of(PLAYED),
            List.of("fit_date"),
            in -> in.read(PLAYED),
            (in, cells) -> {
              fits++;
              return model("favourite", fitDate);
            })
        .whenFitsMove();
  }

  private static FittedModel model(String name, String asOf) {
    return new FittedModel(
        name, Map.of("value", FittedModel.Estimate.of(1.0)), 1, LocalDate.parse(asOf), name + asOf);
  }

  private static List<String> days(Dataset<Row> played) {
    return played.orderBy(DAY.col()).collectAsList().stream()
        .map(row -> RowFactory.create(row.getDate(0), row.getLong(1)))
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }
}
