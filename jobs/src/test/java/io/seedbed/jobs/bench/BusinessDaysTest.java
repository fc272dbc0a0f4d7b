package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDaysTest {

  private static final LocalDate LAST = LocalDate.of(2026, 6, 14);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Asia/Shanghai",
        "Europe/London",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "UTC"
      })
  void daysAreCutAsTheZoneCutsThem(String name) throws SQLException {
    ZoneId zone = ZoneId.of(name);
    long first = LAST.minusYears(9).atStartOfDay(zone).toEpochSecond();
    long end = LAST.plusDays(1).atStartOfDay(zone).toEpochSecond();
    SplittableRandom random = new SplittableRandom(7);
    LongStream midnights =
        LAST.minusYears(9)
            .datesUntil(LAST)
            .mapToLong(day -> day.atStartOfDay(zone).toEpochSecond())
            .flatMap(second -> LongStream.of(second - 1, second));
    long[] seconds = LongStream.concat(midnights, random.longs(5_000, first, end)).toArray();

    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE MACRO day_of(us) AS " + new BusinessDays(zone, LAST).sql());
      statement.execute("CREATE TABLE moments (second BIGINT, day BIGINT)");
      StringBuilder rows = new StringBuilder("INSERT INTO moments VALUES ");
      for (long second : seconds) {
        long day = Instant.ofEpochSecond(second).atZone(zone).toLocalDate().toEpochDay();
        rows.append("(%d, %d),".formatted(second, day));
      }
      statement.execute(rows.toString());
      try (ResultSet wrong =
          statement.executeQuery(
              "SELECT count(*), any_value(second) FROM moments WHERE day_of(second * 1000000) <> day")) {
        wrong.next();
        assertThat(wrong.getLong(1)).as("such as second %s", wrong.getString(2)).isZero();
      }
    }
  }
}
