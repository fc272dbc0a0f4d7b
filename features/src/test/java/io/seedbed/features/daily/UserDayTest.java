package io.seedbed.features.daily;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class UserDayTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.parse("2024-03-10"), ZoneId.of("Asia/Shanghai"));

  private final Fixture orders =
      Fixture.of(
          OrderValues.TABLE,
          RUN_DATE.zone(),
          OrderValues.USER_ID,
          OrderValues.PAID_AT,
          OrderValues.AMOUNT_MINOR,
          OrderValues.NET_MINOR,
          OrderValues.IS_BAD);
  private final Fixture messages =
      Fixture.of(
          ChatMessages.TABLE,
          RUN_DATE.zone(),
          ChatMessages.USER_ID,
          ChatMessages.SENT_AT,
          ChatMessages.IS_MEANINGFUL,
          ChatMessages.IS_SHARE,
          ChatMessages.ADDRESSED_USER_ID);
  private final Fixture shares =
      Fixture.of(Shares.TABLE, RUN_DATE.zone(), Shares.USER_ID, Shares.SHARED_AT);

  @Test
  void ordersMessagesAndSharesOfADayAreAddedUp() {
    orders
        .row("u1", "2024-03-09T16:00:00Z", 1000, 700, false)
        .row("u1", "2024-03-10T15:59:59Z", 500, 0, true);
    messages
        .row("u1", "2024-03-10T01:00:00Z", true, true, "u2")
        .row("u1", "2024-03-10T02:00:00Z", true, false, "u1")
        .row("u1", "2024-03-10T03:00:00Z", false, false, "u2");
    shares.row("u1", "2024-03-10T04:00:00Z");
    assertThat(userDays())
        .conformsTo(UserDay.TABLE)
        .hasRows(row("u1", "2024-03-10", 2, 1, 1, 1500, 700, 2, 2, 1));
  }

  @Test
  void theDayEndsAtSixteenHundredUtcInShanghai() {
    messages
        .row("u1", "2024-03-09T15:59:59Z", true, false, null)
        .row("u1", "2024-03-09T16:00:00Z", true, false, null)
        .row("u1", "2024-03-10T15:59:59Z", true, false, null)
        .row("u1", "2024-03-10T16:00:00Z", true, false, null);
    assertThat(userDays())
        .on(UserDay.DAY, UserDay.MESSAGES)
        .hasRows(row("2024-03-09", 1), row("2024-03-10", 2));
  }

  @Test
  void daysWithoutAContributionAndAnonymousEventsHaveNoRow() {
    orders.row(null, "2024-03-10T01:00:00Z", 1000, 1000, false);
    messages
        .row("u1", "2024-03-10T01:00:00Z", false, false, "u2")
        .row(null, "2024-03-10T01:00:00Z", true, true, null);
    shares.row("u1", "2024-03-10T16:00:00Z");
    assertThat(userDays()).hasRows();
  }

  @Test
  void anOrderRefundedInFullKeepsItsDay() {
    orders.row("u1", "2024-03-10T01:00:00Z", 1000, 0, true);
    assertThat(userDays())
        .on(UserDay.PAID_ORDERS, UserDay.KEPT_ORDERS, UserDay.BAD_ORDERS)
        .hasRows(row(1, 0, 1));
  }

  private Dataset<Row> userDays() {
    return UserDay.from(orders.dataset(), messages.dataset(), shares.dataset(), RUN_DATE, Days.ALL);
  }
}
