package io.seedbed.world.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.world.settings.WorldSettings;
import io.seedbed.world.testing.Worlds;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopCalendarTest {

  private static final LocalDate OPENS = LocalDate.of(2025, 6, 15);

  private final ShopCalendar year = calendar("base", 365);

  @Test
  void anAverageDayCountsOne() {
    assertThat(IntStream.range(0, 365).mapToDouble(year::factor).average().orElseThrow())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void doubleElevenTowersOverTheWeekBeforeItsFestival() {
    assertThat(factor(year, "2025-11-11")).isGreaterThan(2 * factor(year, "2025-10-28"));
  }

  @Test
  void parcelsRestAtNewYearAndPeopleStockUpBefore() {
    assertThat(factor(year, "2026-02-17")).isLessThan(0.5 * factor(year, "2026-02-24"));
    assertThat(factor(year, "2026-02-10")).isGreaterThan(2 * factor(year, "2026-02-17"));
  }

  @Test
  void wagesAreSpent() {
    assertThat(factor(year, "2025-09-16")).isGreaterThan(1.1 * factor(year, "2025-09-23"));
  }

  @Test
  void waitingPassesFasterAtFestivals() {
    int before = day("2025-11-08");
    int quiet = day("2026-02-15");

    assertThat(year.after(before, 6) - before).isLessThan(4);
    assertThat(year.after(quiet, 6) - quiet).isGreaterThan(8);
  }

  @Test
  void whatIsDueBehindTheLastDayNeverComes() {
    assertThat(year.after(360, 50)).isEqualTo(ShopCalendar.NEVER);
  }

  @Test
  void daysBeginAtMidnightInTheShop() {
    assertThat(year.epochSecond(0, 0))
        .isEqualTo(java.time.Instant.parse("2025-06-14T16:00:00Z").getEpochSecond());
  }

  private static ShopCalendar calendar(String regime, int days) {
    WorldSettings settings = Worlds.regimes().named(regime);
    return new ShopCalendar(OPENS, days, settings.calendar());
  }

  private static double factor(ShopCalendar calendar, String date) {
    return calendar.factor(day(date));
  }

  private static int day(String date) {
    return (int) ChronoUnit.DAYS.between(OPENS, LocalDate.parse(date));
  }
}
