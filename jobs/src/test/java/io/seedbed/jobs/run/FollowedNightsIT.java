package io.seedbed.jobs.run;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.run.Runner.History;
import io.seedbed.jobs.run.Runner.Labels;
import io.seedbed.jobs.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that follow what was published for the day before. */
class FollowedNightsIT {

  private static final LocalDate FIRST = Toys.DAY.day();

  private static final Field NIGHTS = Field.count("nights", "nights", "Nights in a row", "连续夜数");
  private static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  private static final Field DAY = Field.date("day", "Run date", "运行日");
  private static final Field COLOUR = Field.text("colour", "Tonight's colour", "当夜颜色");

  private static final Table AWAKE =
      Table.named("awake", "One row per run date", "每行一个运行日")
          .with(RUN_DATE, NIGHTS)
          .keyedBy(RUN_DATE)
          .partitionedBy(RUN_DATE);
  private static final Table DIARY =
      Table.named("diary", "One row per night", "每行一夜")
          .with(DAY, COLOUR)
          .keyedBy(DAY)
          .clusteredBy(DAY);

  @TempDir private Path folder;
  private Warehouse warehouse;
  private Instant now = Instant.parse("2026-06-20T00:00:00Z");

  @BeforeEach
  void openWarehouse() {
    warehouse =
        Warehouse.at(folder.toString(), Spark.session().sparkContext().hadoopConfiguration());
  }

  @Test
  void aNightFollowsTheOneBefore() {
    Published first = night(0, "red");
    Published second = night(1, "blue");

    assertThat(first.follows()).isEmpty();
    assertThat(second.follows()).contains(first.runId());
    assertThat(nightsInARow(second)).isEqualTo(2);
    assertThat(diary(second)).containsExactly(FIRST + " red", FIRST.plusDays(1) + " blue");
    assertThat(nightsInARow(night(1, "green"))).as("run again").isEqualTo(2);
  }

  @Test
  void aMissingNightIsNotPassedOverInSilence() {
    night(0, "red");

    assertThatThrownBy(() -> night(3, "blue"))
        .isInstanceOf(JobFailure.class)
        .hasMessage(
            "Cannot run 2026-06-03: labels follow those of the night before, and 2026-06-02 is not published. Run the missing nights in order with --date 2026-06-01 --through 2026-06-03, or judge everybody as on a first night with --labels-anew.");
    assertThat(publications().missingBefore(FIRST.plusDays(3)))
        .containsExactly(FIRST.plusDays(1), FIRST.plusDays(2));

    Published anew = night(3, "blue", Labels.ANEW);
    assertThat(anew.follows()).isEmpty();
    assertThat(nightsInARow(anew)).isEqualTo(1);
    assertThat(diary(anew)).containsExactly(FIRST.plusDays(3) + " blue");
  }

  @Test
  void aNightThatIsRunAgainLeavesLaterOnesStaleAndReadable() {
    night(0, "red");
    night(1, "blue");
    Published third = night(2, "green");
    assertThat(publications().staleAfter(FIRST)).isEmpty();

    Published again = night(0, "white");

    assertThat(diary(again)).containsExactly(FIRST + " white");
    assertThat(diary(third)).contains(FIRST + " red").hasSize(3);
    assertThat(publications().staleAfter(FIRST))
        .containsExactly(FIRST.plusDays(1), FIRST.plusDays(2));

    night(1, "blue");
    assertThat(publications().staleAfter(FIRST)).isEmpty();
    assertThat(publications().staleAfter(FIRST.plusDays(1))).containsExactly(FIRST.plusDays(2));
    assertThat(diary(night(2, "green")))
        .containsExactly(
            FIRST + " white", FIRST.plusDays(1) + " blue", FIRST.plusDays(2) + " green");
  }

  @Test
  void whatStoodPublishedAtAnInstantCanBeAsked() {
    Published first = night(0, "red");
    Published again = night(0, "white");

    assertThat(publications().of(FIRST)).contains(again);
    assertThat(publications().knownAt(first.at()).of(FIRST)).contains(first);
    assertThat(publications().knownAt(first.at().minusMillis(1)).of(FIRST)).isEmpty();
    assertThat(publications().isKept(first, 1)).isTrue();
    now = now.plus(Duration.ofDays(1));
    night(1, "blue");
    assertThat(publications().isKept(first, 1)).isFalse();
  }

  private Published night(int day, String colour) {
    return night(day, colour, Labels.FOLLOWED);
  }

  private Published night(int day, String colour, Labels labels) {
    now = now.plusSeconds(60);
    RunDate runDate = Toys.DAY.on(FIRST.plusDays(day));
    return new Runner(Spark.session(), warehouse, () -> now, Progress.logged(), "test")
        .run(
            new Runner.Request(
                runDate,
                Toys.settings(""),
                List.of(awake(), diary(colour)),
                List.of(),
                null,
                "the same logic",
                History.CONTINUED,
                labels))
        .published();
  }

  private static Job awake() {
    return Job.Build.of(
        AWAKE,
        List.of(),
        in -> {
          long before =
              in.yesterday(AWAKE).map(rows -> rows.head().<Long>getAs(NIGHTS.name())).orElse(0L);
          return Spark.session()
              .range(1)
              .select(RUN_DATE.is(in.runDate().asColumn()), NIGHTS.is(lit(before + 1)));
        });
  }

  private static Job diary(String colour) {
    return new Job.Chronicle(
        DIARY.name(),
        List.of(),
        DIARY,
        in ->
            Spark.session()
                .range(1)
                .select(DAY.is(in.runDate().asColumn()), COLOUR.is(lit(colour))));
  }

  private Publications publications() {
    return Publications.of(Spark.session(), warehouse);
  }

  private long nightsInARow(Published published) {
    return read(published, AWAKE).get(0).<Long>getAs(NIGHTS.name());
  }

  private List<String> diary(Published published) {
    return read(published, DIARY).stream()
        .map(row -> row.getAs(DAY.name()) + " " + row.getAs(COLOUR.name()))
        .sorted()
        .toList();
  }

  private List<Row> read(Published published, Table table) {
    return PublishedTables.of(Spark.session(), warehouse, published, List.of())
        .read(table)
        .collectAsList();
  }
}
