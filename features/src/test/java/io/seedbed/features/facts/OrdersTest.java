package io.seedbed.features.facts;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.Days;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OrdersTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Fixture lines =
      Fixture.of(
          OrderLines.TABLE,
          SHANGHAI,
          OrderLines.ORDER_ID,
          OrderLines.LINE_ID,
          OrderLines.ORDERED_AT,
          OrderLines.KIND,
          OrderLines.USER_ID,
          OrderLines.AMOUNT_MINOR);

  @Test
  void linesOfOneOrderAreOneOrderPaidAtItsFirstLine() {
    lines
        .row("o1", "l2", "2024-03-01T15:59:59Z", "purchase", "u1", 500)
        .row("o1", "l1", "2024-03-01T16:00:00Z", "purchase", "u1", 250);
    assertThat(orders())
        .conformsTo(Orders.TABLE)
        .on(Orders.ORDER_ID, Orders.PAID_AT, Orders.DAY, Orders.AMOUNT_MINOR, Orders.LINES)
        .hasRows(row("o1", "2024-03-01T15:59:59Z", "2024-03-01", 750, 2));
  }

  @Test
  void onlyPurchaseLinesPayAndDateAnOrder() {
    lines
        .row("o1", "l1", "2024-03-01T10:00:00Z", "gift", "u1", 900)
        .row("o1", "l2", "2024-03-02T10:00:00Z", "purchase", "u1", 100)
        .row("o2", "l3", "2024-03-03T10:00:00Z", "cancelled", "u1", 900)
        .row("o3", "l4", "2024-03-04T10:00:00Z", "purchase", "u1", 0);
    assertThat(orders())
        .on(Orders.ORDER_ID, Orders.DAY, Orders.AMOUNT_MINOR, Orders.IS_PAID)
        .hasRows(
            row("o1", "2024-03-02", 100, true),
            row("o2", "2024-03-03", 0, false),
            row("o3", "2024-03-04", 0, false));
  }

  @Test
  void theFirstLineWithACustomerDecidesWhoseOrderItIs() {
    lines
        .row("o1", "l1", "2024-03-01T10:00:00Z", "purchase", null, 100)
        .row("o1", "l3", "2024-03-01T10:00:01Z", "purchase", "u1", 100)
        .row("o1", "l2", "2024-03-01T10:00:01Z", "purchase", "u2", 100)
        .row("o2", "l4", "2024-03-01T10:00:00Z", "purchase", null, 100);
    assertThat(orders())
        .on(Orders.ORDER_ID, Orders.USER_ID)
        .hasRows(row("o1", "u2"), row("o2", null));
  }

  private Dataset<Row> orders() {
    return Orders.from(lines.dataset(), Days.ALL);
  }
}
