package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchShopTest {

  private static final int DAYS = 40;
  private static final int NIGHTS = 2;
  private static final ShopPlan PLAN = new ShopPlan(1_000, 146_000, 219_000, DAYS, NIGHTS, 1);
  private static final ShopPlan SHORT = new ShopPlan(1_000, 146_000, 219_000, 5, 1, 1);
  private static final DuckDbLimits ONE_THREAD = new DuckDbLimits(1, 1_000);
  private static final DuckDbLimits FOUR_THREADS = new DuckDbLimits(4, 1_000);

  /** The business day of the event beside the day of the file. */
  private static final String EVENT_DAY = "(%s AT TIME ZONE 'Asia/Shanghai')::DATE";

  private static final String FILE_DAY = "parse_filename(filename, true)::DATE";

  @TempDir static Path shop;

  @BeforeAll
  static void writeTheShop() throws IOException, SQLException {
    BenchShop.write(shop, PLAN, ONE_THREAD, day -> {});
  }

  @Test
  void theSameSeedMakesTheSameRowsOnAnyNumberOfThreadsAndAnotherSeedDoesNot(@TempDir Path folder)
      throws IOException, SQLException {
    ShopPlan otherSeed = new ShopPlan(1_000, 146_000, 219_000, 5, 1, 2);
    BenchShop.write(folder.resolve("a"), SHORT, ONE_THREAD, day -> {});
    BenchShop.write(folder.resolve("b"), SHORT, FOUR_THREADS, day -> {});
    BenchShop.write(folder.resolve("c"), otherSeed, FOUR_THREADS, day -> {});

    for (String source : BenchShop.SOURCES) {
      List<String> rows = rows(folder.resolve("a"), source);
      assertThat(rows(folder.resolve("b"), source)).as(source).isEqualTo(rows);
      assertThat(rows(folder.resolve("c"), source)).as(source).isNotEqualTo(rows);
    }
  }

  @Test
  void everySourceHasOneFileForEachDayOfHistoryAndEachNight() throws IOException {
    for (String source : BenchShop.SOURCES) {
      try (var files = Files.list(shop.resolve(source))) {
        assertThat(files.map(file -> file.getFileName().toString()).sorted())
            .as(source)
            .hasSize(DAYS + NIGHTS)
            .startsWith(BenchShop.LAST_DAY.minusDays(DAYS - 1L) + ".parquet")
            .endsWith(BenchShop.LAST_DAY.plusDays(NIGHTS) + ".parquet");
      }
    }
  }

  @Test
  void aLongerHistoryHasNoLargerDays(@TempDir Path shorter) throws IOException, SQLException {
    BenchShop.write(shorter, SHORT, FOUR_THREADS, day -> {});

    for (String source : List.of("orders", "chat_messages")) {
      String lastDay =
          "SELECT count(*) FROM {} WHERE %s = DATE '%s'".formatted(FILE_DAY, BenchShop.LAST_DAY);
      assertThat((double) number(shop, source, lastDay) / number(shorter, source, lastDay))
          .as(source)
          .isBetween(0.8, 1.2);
    }
  }

  @Test
  void theOrdersAndMessagesOfHistoryAreThoseOfThePlan() throws SQLException {
    String last = EVENT_DAY + " <= DATE '" + BenchShop.LAST_DAY + "'";
    long orders = 146_000L * DAYS / 365;
    long messages = 219_000L * DAYS / 365;

    // A row in ten thousand has no key, another no date.
    assertThat(
            number(
                shop,
                "orders",
                "SELECT count(DISTINCT order_id) FROM {} WHERE " + last.formatted("ordered_at")))
        .isBetween(orders - orders / 1_000, orders);
    assertThat(
            number(
                shop,
                "chat_messages",
                "SELECT count(DISTINCT message_id) FROM {} WHERE " + last.formatted("sent_at")))
        .isBetween(messages - messages / 1_000, messages);
    assertThat(number(shop, "memberships", "SELECT count(DISTINCT user_id) FROM {}"))
        .isBetween(950L, 1_100L);
  }

  @Test
  void ofAHundredRowsTwoArriveOneToThreeDaysLate() throws SQLException {
    for (String[] source :
        List.of(new String[] {"orders", "ordered_at"}, new String[] {"chat_messages", "sent_at"})) {
      String days = "date_diff('day', %s, %s)".formatted(EVENT_DAY.formatted(source[1]), FILE_DAY);
      long late = number(shop, source[0], "SELECT count(*) FROM {} WHERE %s > 0".formatted(days));
      long all = number(shop, source[0], "SELECT count(*) FROM {}");
      assertThat((double) late / all).as(source[0]).isBetween(0.01, 0.03);
      assertThat(number(shop, source[0], "SELECT min(%s) FROM {}".formatted(days)))
          .as(source[0])
          .isZero();
    }
  }

  @Test
  void aKeyComesTwiceOnlyWhereARowIsSentAgainWithANewerDate() throws SQLException {
    String keys =
        "SELECT count(*) FROM (SELECT order_id, line_no FROM {} WHERE order_id IS NOT NULL"
            + " GROUP BY ALL HAVING count(*) %s)";
    long repeated = number(shop, "orders", keys.formatted("> 1"));

    assertThat((double) repeated / number(shop, "orders", keys.formatted(">= 1")))
        .isBetween(0.003, 0.007);
    assertThat(
            number(shop, "orders", keys.formatted("> 2 OR count(DISTINCT updated_at) < count(*)")))
        .isZero();
  }

  @Test
  void rowsOfAFileStandInTheOrderInWhichTheyHappened() throws SQLException {
    assertThat(
            number(
                shop,
                "chat_messages",
                "SELECT count(*) FROM (SELECT sent_at < lag(sent_at)"
                    + " OVER (PARTITION BY filename ORDER BY file_row_number) AS is_earlier FROM {}"
                    + " WHERE sent_at IS NOT NULL) WHERE is_earlier"))
        .isZero();
  }

  @Test
  void refundsComeOneToThirtyDaysAfterTheOrderHalfOfThemWithinFour() throws SQLException {
    String lags =
        "SELECT %s FROM {} AS refunds JOIN (SELECT order_id, min(ordered_at) AS ordered_at FROM"
            + " read_parquet('"
            + shop
            + "/orders/*.parquet') GROUP BY order_id HAVING min(ordered_at) < TIMESTAMPTZ '"
            + BenchShop.LAST_DAY.minusDays(30)
            + "') AS orders USING (order_id)";
    String hours = "date_diff('hour', ordered_at, refunded_at)";

    assertThat(number(shop, "refunds", lags.formatted("min(" + hours + ")"))).isBetween(23L, 30L);
    assertThat(number(shop, "refunds", lags.formatted("max(" + hours + ")")))
        .isBetween(20L * 24, 30L * 24);
    assertThat(number(shop, "refunds", lags.formatted("median(" + hours + ")::BIGINT")))
        .isBetween(3L * 24, 6L * 24);
  }

  @Test
  void aRefundThatNamesNoOrderFitsALineThatWasBoughtBefore() throws SQLException {
    String nameless = "FROM {} AS refunds WHERE order_id IS NULL";

    assertThat(number(shop, "refunds", "SELECT count(*) " + nameless)).isPositive();
    assertThat(
            number(
                shop,
                "refunds",
                "SELECT count(*) "
                    + nameless
                    + " AND amount IS NOT NULL AND NOT EXISTS (FROM read_parquet('"
                    + shop
                    + "/orders/*.parquet') AS orders WHERE orders.user_id = refunds.user_id"
                    + " AND orders.product_id = refunds.product_id"
                    + " AND orders.ordered_at < refunds.refunded_at"
                    + " AND orders.quantity >= refunds.quantity"
                    + " AND orders.quantity * orders.unit_price + 5 >= refunds.amount)"))
        .isZero();
  }

  @Test
  void usersDifferMuchAndNobodyHasMuchOfTheWhole() throws SQLException {
    String busiest =
        "SELECT max(n)::BIGINT FROM (SELECT count(*) AS n FROM {} WHERE user_id LIKE 'u%' GROUP BY"
            + " user_id)";
    String median = busiest.replace("max(n)", "median(n)");
    for (String source : List.of("orders", "chat_messages")) {
      long most = number(shop, source, busiest);
      // A shop of a hundredth of the users of S: the busiest of so few has more of the whole.
      assertThat((double) most / number(shop, source, "SELECT count(*) FROM {}"))
          .as(source)
          .isLessThan(0.05);
      assertThat(most).as(source).isGreaterThan(10 * number(shop, source, median));
    }
  }

  @Test
  void theSettingsBesideTheShopReadIt() {
    Settings settings = EffectiveSettings.overlaidBy(shop.resolve("bench.conf")).settings();

    assertThat(settings.sources().keySet()).containsExactlyInAnyOrderElementsOf(BenchShop.SOURCES);
    assertThat(settings.sources().get("orders").files())
        .containsExactly(shop.resolve("orders").toString());
    assertThat(settings.ingest().messages().shareDomains()).containsExactly("shop.example");
  }

  @Test
  void aShopWithoutUsersIsRefused() {
    assertThatThrownBy(() -> new ShopPlan(0, 1, 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make a shop of 0 users, 1 days and 0 nights. It takes 20 users and a day.");
  }

  private static List<String> rows(Path directory, String source) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT to_json(found)::VARCHAR FROM (SELECT * REPLACE (parse_filename(filename) AS"
                    + " filename) FROM %s) AS found ORDER BY found.filename, file_row_number"
                        .formatted(files(directory, source)))) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static long number(Path directory, String source, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query.replace("{}", files(directory, source)))) {
      found.next();
      return found.getLong(1);
    }
  }

  private static String files(Path directory, String source) {
    return "read_parquet('%s/%s/*.parquet', filename = true, file_row_number = true)"
        .formatted(directory, source);
  }
}
