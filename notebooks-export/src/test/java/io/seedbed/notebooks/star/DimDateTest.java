package io.seedbed.notebooks.star;

import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class DimDateTest {

  private static final Table DAYS =
      Table.named("days", "One row per day", "每行一日").with(DimDate.DAY).keyedBy(DimDate.DAY);

  @Test
  void theCalendarRunsInWholeYearsFromTheWeekOfTheFirstFactToTheRunDatesYear() {
    Dataset<Row> calendar = calendar(LocalDate.of(2012, 12, 9), "2011-01-01", "2012-05-05");

    assertThat(
            calendar
                .agg(
                    functions.min(DimDate.DAY.col()).cast("string"),
                    functions.max(DimDate.DAY.col()).cast("string"),
                    functions.count(DimDate.DAY.col()).cast("string"))
                .collectAsList())
        .containsExactly(RowFactory.create("2010-01-01", "2012-12-31", "1096"));
  }

  @Test
  void withoutFactsTheCalendarIsTheRunDatesYear() {
    assertThat(calendar(LocalDate.of(2026, 7, 1)).count()).isEqualTo(365);
  }

  @Test
  void isoWeeksBelongToTheYearOfTheirThursday() {
    Dataset<Row> calendar = calendar(LocalDate.of(2021, 1, 10), "2020-12-31");

    assertThat(
            texts(
                calendar,
                List.of("2020-12-31", "2021-01-03", "2021-01-04"),
                DimDate.ISO_YEAR.col(),
                DimDate.ISO_WEEK.col(),
                DimDate.ISO_WEEKDAY.col(),
                DimDate.WEEK_START_DAY.col()))
        .containsExactly("2020 53 4 2020-12-28", "2020 53 7 2020-12-28", "2021 1 1 2021-01-04");
  }

  @Test
  void namesAreInBothLanguagesAndWeekendsAreMarked() {
    Dataset<Row> calendar = calendar(LocalDate.of(2026, 1, 31), "2026-01-01");

    assertThat(
            texts(
                calendar,
                List.of("2026-01-30", "2026-01-31", "2026-02-01"),
                DimDate.MONTH_NAME_EN.col(),
                DimDate.MONTH_NAME_ZH.col(),
                DimDate.WEEKDAY_NAME_EN.col(),
                DimDate.WEEKDAY_NAME_ZH.col(),
                DimDate.IS_WEEKEND.col(),
                DimDate.IS_AFTER_RUN_DATE.col()))
        .containsExactly(
            "January 一月 Friday 星期五 false false",
            "January 一月 Saturday 星期六 true false",
            "February 二月 Sunday 星期日 true true");
  }

  private static Dataset<Row> calendar(LocalDate runDate, String... knownDays) {
    Object[][] rows =
        Stream.of(knownDays).map(day -> row(Date.valueOf(day))).toArray(Object[][]::new);
    Dataset<Row> calendar =
        DimDate.from(Spark.table(DAYS, rows), new RunDate(runDate, ZoneId.of("Asia/Shanghai")));
    assertThat(calendar.schema().simpleString()).isEqualTo(DimDate.TABLE.schema().simpleString());
    return calendar;
  }

  private static List<String> texts(Dataset<Row> calendar, List<String> days, Column... columns) {
    return calendar
        .where(DimDate.DAY.col().cast("string").isin(days.toArray()))
        .orderBy(DimDate.DAY.col())
        .select(functions.concat_ws(" ", columns))
        .collectAsList()
        .stream()
        .map(found -> found.getString(0))
        .toList();
  }
}
