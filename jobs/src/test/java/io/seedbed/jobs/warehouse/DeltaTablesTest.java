package io.seedbed.jobs.warehouse;

import static io.seedbed.features.testing.Spark.row;
import static io.seedbed.features.testing.Spark.session;
import static io.seedbed.features.testing.Spark.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a version, however its files were written. */
class DeltaTablesTest {

  private static final Field DAY = Field.date("day", "Day", "日").orNull();
  private static final Field SALES = Field.count("sales", "sales", "Sales", "销量");
  private static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  private static final Table BY_DAY =
      Table.named("sales_by_day", "Sales", "销量").with(DAY, SALES).clusteredBy(DAY);
  private static final Table BY_RUN =
      Table.named("sales_by_run", "Sales", "销量").with(SALES, RUN_DATE).partitionedBy(RUN_DATE);

  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final FileSizes REWRITTEN = new FileSizes(1_000, Long.MAX_VALUE);
  private static final FileSizes MARKED = new FileSizes(1_000, 0);

  @TempDir Path folder;

  private Warehouse warehouse;
  private DeltaTables tables;

  @BeforeEach
  void open() {
    warehouse = Warehouse.at(folder.toString(), session().sparkContext().hadoopConfiguration());
    tables = new DeltaTables(session(), warehouse);
  }

  @Test
  void daysOfASmallTableAreWrittenAgainWithTheirFiles() {
    long replaced = salesWithTuesdayReplaced(REWRITTEN);
    assertThat(files(BY_DAY, replaced).areWhole()).isTrue();
    assertThat(sales(BY_DAY, replaced, MONDAY)).containsExactly(1L, 2L, 30L, 40L);
  }

  @Test
  void rowsOfALargeTableAreMarkedAndNotRead() {
    long replaced = salesWithTuesdayReplaced(MARKED);
    assertThat(files(BY_DAY, replaced).areWhole()).isFalse();
    assertThat(sales(BY_DAY, replaced, MONDAY)).containsExactly(1L, 2L, 30L, 40L);
  }

  @Test
  void aVersionStaysWhatItWas() {
    long first = written(Days.ALL, REWRITTEN, "first", day(MONDAY, 1), day(TUESDAY, 3));
    written(Days.of(List.of(TUESDAY)), REWRITTEN, "second", day(TUESDAY, 4));
    assertThat(sales(BY_DAY, first, MONDAY)).containsExactly(1L, 3L);
  }

  @Test
  void aVersionIsReadPastACheckpoint() {
    written(Days.ALL, REWRITTEN, "all", day(MONDAY, 1), day(TUESDAY, 0));
    long marked = written(Days.of(List.of(TUESDAY)), MARKED, "marked", day(TUESDAY, 2));
    long newest = marked;
    for (long sales = 3; sales <= 13; sales++) {
      newest = written(Days.of(List.of(TUESDAY)), REWRITTEN, "night " + sales, day(TUESDAY, sales));
    }
    assertThat(newest).isGreaterThan(10);
    assertThat(sales(BY_DAY, newest, MONDAY)).containsExactly(1L, 13L);
    assertThat(sales(BY_DAY, marked, MONDAY)).containsExactly(1L, 2L);
  }

  @Test
  void rowsWithoutADayAreReplacedWithAnyDayAndByThemselves() {
    Days undated = Days.of(Collections.singletonList(null));
    for (FileSizes sizes : List.of(REWRITTEN, MARKED)) {
      written(Days.ALL, sizes, "all " + sizes, day(MONDAY, 1), row(null, 2L));
      long tuesday = written(Days.of(List.of(TUESDAY)), sizes, "day " + sizes, row(null, 3L));
      assertThat(sales(BY_DAY, tuesday, MONDAY)).containsExactly(1L, 3L);
      long alone = written(undated, sizes, "alone " + sizes, row(null, 4L));
      assertThat(sales(BY_DAY, alone, MONDAY)).containsExactly(1L, 4L);
    }
  }

  @Test
  void aFolderMayBeCalledAnything() {
    warehouse =
        Warehouse.at(
            folder.resolve("a b%20[x]").toString(), session().sparkContext().hadoopConfiguration());
    tables = new DeltaTables(session(), warehouse);
    long written = written(Days.ALL, REWRITTEN, "all", day(MONDAY, 1));
    assertThat(sales(BY_DAY, written, MONDAY)).containsExactly(1L);
  }

  @Test
  void aColumnThatAVersionLacksIsNoNull() {
    long written = written(Days.ALL, REWRITTEN, "all", day(MONDAY, 1));
    Table wider = BY_DAY.with(DAY, SALES, RUN_DATE);
    assertThatThrownBy(() -> tables.read(wider, written, MONDAY).count())
        .hasMessageContaining("run_date");
  }

  @Test
  void aRunDateHasItsOwnRowsAndItsDate() {
    run(MONDAY, 1, 2);
    Written tuesday = run(TUESDAY, 3);
    assertThat(sales(BY_RUN, tuesday.version(), MONDAY)).containsExactly(1L, 2L);
    assertThat(sales(BY_RUN, tuesday.version(), TUESDAY)).containsExactly(3L);
    assertThat(tables.read(BY_RUN, tuesday.version(), TUESDAY).head().getDate(1))
        .isEqualTo(Date.valueOf(TUESDAY));
    assertThat(tables.read(BY_RUN, tuesday.version(), TUESDAY.plusDays(1)).count()).isZero();
  }

  @Test
  void aTableWithoutRowsHasItsColumns() {
    long none = written(Days.ALL, REWRITTEN, "none");
    Dataset<Row> rows = tables.read(BY_DAY, none, MONDAY);
    assertThat(rows.columns()).containsExactly("day", "sales");
    assertThat(rows.count()).isZero();
  }

  private long salesWithTuesdayReplaced(FileSizes sizes) {
    written(Days.ALL, sizes, "all", day(MONDAY, 1), day(MONDAY, 2), day(TUESDAY, 3));
    return written(Days.of(List.of(TUESDAY)), sizes, "Tuesday", day(TUESDAY, 30), day(TUESDAY, 40));
  }

  private long written(Days days, FileSizes sizes, String commit, Object[]... rows) {
    return tables.replaceDays(BY_DAY, table(BY_DAY, rows).coalesce(1), days, sizes, commit);
  }

  private Written run(LocalDate date, long... sales) {
    Object[][] rows = new Object[sales.length][];
    for (int i = 0; i < sales.length; i++) {
      rows[i] = row(sales[i], Date.valueOf(date));
    }
    return tables.replace(BY_RUN, table(BY_RUN, rows), date, KeptDates.at(date, 8), "run " + date);
  }

  private static Object[] day(LocalDate day, long sales) {
    return row(Date.valueOf(day), sales);
  }

  private TableFiles files(Table table, long version) {
    return TableFiles.at(
        session().sparkContext().hadoopConfiguration(), warehouse.table(table), version);
  }

  private List<Long> sales(Table table, long version, LocalDate runDate) {
    return tables
        .read(table, version, runDate)
        .select(SALES.col())
        .orderBy(SALES.col())
        .collectAsList()
        .stream()
        .map(found -> found.getLong(0))
        .toList();
  }
}
