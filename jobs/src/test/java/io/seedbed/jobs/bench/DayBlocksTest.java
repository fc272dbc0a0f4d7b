package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DayBlocksTest {

  private static final LocalDate FIRST = LocalDate.of(2025, 6, 14);
  private static final LocalDate LAST = LocalDate.of(2026, 6, 14);
  private static final DayBlocks BLOCKS = new DayBlocks(FIRST, LAST);

  @Test
  void aYearTakesSixBlocksAndTheSixtyFifthDayASecond() {
    assertThat(BLOCKS.count()).isEqualTo(6);
    assertThat(new DayBlocks(FIRST, FIRST.plusDays(63)).count()).isEqualTo(1);
    assertThat(new DayBlocks(FIRST, FIRST.plusDays(64)).count()).isEqualTo(2);
  }

  @Test
  void everyDaySetsTheBitOfItsMonthAlone() throws SQLException {
    SqlSteps steps = SqlSteps.of("night.sql");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(steps.text("macros"));
      for (LocalDate day : FIRST.datesUntil(LAST.plusDays(1)).toList()) {
        int number = (int) ChronoUnit.DAYS.between(FIRST, day);
        String blocks =
            "SELECT list_transform(range(6), lambda block: if(block = %d, 1::UBIGINT << %d, 0::UBIGINT)) AS said"
                .formatted(number / 64, number % 64);
        long month = ChronoUnit.MONTHS.between(YearMonth.from(FIRST), YearMonth.from(day));
        try (ResultSet row =
            statement.executeQuery(
                "SELECT %s FROM (%s)".formatted(BLOCKS.months("said"), blocks))) {
          row.next();
          assertThat(row.getLong(1)).as(day.toString()).isEqualTo(1L << month);
        }
      }
    }
  }

  @Test
  void aHistoryTooLongForBitsIsRefused() {
    assertThatThrownBy(() -> new DayBlocks(LocalDate.of(2021, 6, 14), LAST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot keep 2021-06-14 to 2026-06-14 as bits: the script holds up to 60 months. Take out what is older.");
  }
}
