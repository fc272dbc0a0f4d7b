package io.seedbed.features.facts;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.testing.Fixture;
import io.seedbed.features.time.Days;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Fixture lines =
      Fixture.of(
          OrderLines.TABLE,
          SHANGHAI,
          OrderLines.ORDER_ID,
          OrderLines.USER_ID,
          OrderLines.ORDERED_AT,
          OrderLines.PRODUCT_ID,
          OrderLines.QUANTITY,
          OrderLines.AMOUNT_MINOR,
          OrderLines.KIND);
  private final Fixture requests =
      Fixture.of(
          RefundRequests.TABLE,
          SHANGHAI,
          Refunds.REFUND_ID,
          Refunds.USER_ID,
          Refunds.REFUNDED_AT,
          Refunds.PRODUCT_ID,
          Refunds.QUANTITY,
          Refunds.AMOUNT_MINOR,
          Refunds.ORDER_ID);

  @Test
  void aRefundKeepsTheOrderItNames() {
    bought("o1", "u1", 1, "p", 1, 100);
    asked("r1", "u2", 2, "q", 5, 900, "o1");
    assertThat(refunds()).conformsTo(Refunds.TABLE);
    assertLinks(row("r1", "named", "o1", "o1"));
  }

  @Test
  void aRefundThatNamesAnUnknownOrderIsUnlinkedAndKeepsTheName() {
    bought("o1", "u1", 1, "p", 1, 100);
    asked("r1", "u1", 2, "p", 1, 100, "lost");
    assertLinks(row("r1", "unlinked", null, "lost"));
  }

  @Test
  void theLatestPaidOrderIsTakenThenTheGreatestOrderId() {
    bought("o1", "u1", 1, "p", 1, 100);
    bought("o2", "u1", 2, "p", 1, 100);
    bought("o3", "u1", 2, "p", 1, 100);
    asked("r1", "u1", 9, "p", 1, 100, null);
    asked("r2", "u1", 9, "p", 1, 100, null);
    asked("r3", "u1", 9, "p", 1, 100, null);
    asked("r4", "u1", 9, "p", 1, 100, null);
    assertLinks(
        row("r1", "linked", "o3", null),
        row("r2", "linked", "o2", null),
        row("r3", "linked", "o1", null),
        row("r4", "unlinked", null, null));
  }

  @Test
  void onlyOrdersPaidStrictlyBeforeAreTaken() {
    bought("o1", "u1", 5, "p", 1, 100);
    asked("r1", "u1", 5, "p", 1, 100, null);
    asked("r2", "u1", 6, "p", 1, 100, null);
    assertLinks(row("r1", "unlinked", null, null), row("r2", "linked", "o1", null));
  }

  @Test
  void aRefundIsNeverSplitOverOrders() {
    bought("o1", "u1", 1, "p", 2, 200);
    bought("o2", "u1", 2, "p", 2, 200);
    asked("r1", "u1", 9, "p", 3, 150, null);
    asked("r2", "u1", 9, "p", 1, 300, null);
    assertLinks(row("r1", "unlinked", null, null), row("r2", "unlinked", null, null));
  }

  @Test
  void quantityAndValueMustBothBeLeft() {
    bought("o1", "u1", 1, "p", 10, 100);
    asked("r1", "u1", 2, "p", 1, 90, null);
    asked("r2", "u1", 3, "p", 1, 20, null);
    asked("r3", "u1", 4, "p", 9, 10, null);
    asked("r4", "u1", 5, "p", 1, 0, null);
    assertLinks(
        row("r1", "linked", "o1", null),
        row("r2", "unlinked", null, null),
        row("r3", "linked", "o1", null),
        row("r4", "unlinked", null, null));
  }

  @Test
  void namedRefundsTakeFromTheirOrderAtTheirTime() {
    bought("o1", "u1", 1, "p", 1, 100);
    bought("o2", "u1", 2, "p", 1, 100);
    asked("r1", "u1", 3, "p", 1, 100, "o2");
    asked("r2", "u1", 4, "p", 1, 100, null);
    asked("r3", "u1", 5, "p", 1, 100, "o1");
    assertLinks(
        row("r1", "named", "o2", "o2"),
        row("r2", "linked", "o1", null),
        row("r3", "named", "o1", "o1"));
  }

  @Test
  void anonymousRefundsAndOtherPeoplesOrdersStayApart() {
    bought("o1", null, 1, "p", 1, 100);
    bought("o2", "u2", 1, "p", 1, 100);
    asked("r1", null, 2, "p", 1, 100, null);
    asked("r2", "u1", 2, "p", 1, 100, null);
    assertLinks(row("r1", "unlinked", null, null), row("r2", "unlinked", null, null));
  }

  @Test
  void aRefundWithoutQuantityOrProductIsHeldAgainstWhatItSays() {
    bought("o1", "u1", 1, null, null, 100);
    bought("o2", "u1", 2, "p", 1, 100);
    asked("r1", "u1", 3, null, null, 60, null);
    asked("r2", "u1", 3, "p", null, 60, null);
    asked("r3", "u1", 4, null, 1, 10, null);
    assertLinks(
        row("r1", "linked", "o1", null),
        row("r2", "linked", "o2", null),
        row("r3", "unlinked", null, null));
  }

  @Test
  void linesThatAreNoPurchaseCannotBeTakenBack() {
    lines.row("o1", "u1", at(1), "p", 1, 100, "gift");
    asked("r1", "u1", 2, "p", 1, 100, null);
    assertLinks(row("r1", "unlinked", null, null));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void foldAgreesWithALoopOverRandomHistories(long seed) {
    Random random = new Random(seed);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Item item =
          new Item(
              "o" + i % 120,
              "u" + (i % 120) % 4,
              1 + (i % 120) / 6,
              "p" + random.nextInt(2),
              1 + random.nextInt(4),
              100L * (1 + random.nextInt(5)));
      items.add(item);
      bought(item.order, item.user, item.paidAt, item.product, item.quantity, item.amount);
    }
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Ask ask =
          new Ask(
              "r%03d".formatted(i),
              "u" + random.nextInt(4),
              1 + random.nextInt(25),
              "p" + random.nextInt(2),
              random.nextInt(8) == 0 ? null : 1 + random.nextInt(3),
              50L * (1 + random.nextInt(8)),
              random.nextInt(4) == 0 ? "o" + random.nextInt(130) : null);
      asks.add(ask);
      asked(ask.id, ask.user, ask.at, ask.product, ask.quantity, ask.amount, ask.order);
    }
    List<String> expected = loop(items, asks);
    assertThat(expected).filteredOn(line -> line.contains("linked o")).hasSizeGreaterThan(30);
    List<String> folded =
        refunds().collectAsList().stream()
            .map(
                r ->
                    "%s %s %s"
                        .formatted(
                            r.getAs(Refunds.REFUND_ID.name()),
                            r.getAs(Refunds.LINK.name()),
                            r.getAs(Refunds.ORDER_ID.name())))
            .sorted()
            .toList();
    assertThat(folded).isEqualTo(expected);
  }

  @Test
  void orderOfRowsAndNumberOfPartitionsChangeNothing() {
    for (int i = 0; i < 40; i++) {
      bought("o" + i, "u" + i % 3, 1 + i / 4, "p", 1 + i % 2, 100);
      asked("r" + i, "u" + i % 3, 2 + i / 3, "p", 1, 50 + 25 * (i % 3), null);
    }
    Dataset<Row> orders = Orders.from(lines.dataset(), Days.ALL).repartition(7);
    Dataset<Row> shuffled =
        Refunds.from(
            Refunds.requested(requests.dataset().repartition(7).orderBy(functions.rand(5)), orders),
            orders,
            lines.dataset().repartition(7, functions.rand(3)));
    assertThat(shuffled).hasSameRowsAs(refunds());
  }

  /** One order line and what is left of it. */
  private static final class Item {
    final String order;
    final String user;
    final int paidAt;
    final String product;
    int quantity;
    long amount;

    Item(String order, String user, int paidAt, String product, int quantity, long amount) {
      this.order = order;
      this.user = user;
      this.paidAt = paidAt;
      this.product = product;
      this.quantity = quantity;
      this.amount = amount;
    }
  }

  private record Ask(
      String id,
      String user,
      int at,
      String product,
      Integer quantity,
      long amount,
      String order) {}

  /** The same definition, one refund after another over mutable order lines. */
  private static List<String> loop(List<Item> lines, List<Ask> asks) {
    List<Item> items = new ArrayList<>();
    for (Item line : lines) {
      items.stream()
          .filter(i -> i.order.equals(line.order) && i.product.equals(line.product))
          .findFirst()
          .ifPresentOrElse(
              i -> {
                i.quantity += line.quantity;
                i.amount += line.amount;
              },
              () -> items.add(line));
    }
    List<String> links = new ArrayList<>();
    for (Ask ask :
        asks.stream().sorted(Comparator.comparing(Ask::at).thenComparing(Ask::id)).toList()) {
      int quantity = Objects.requireNonNullElse(ask.quantity, 0);
      String order = ask.order;
      if (order == null) {
        order =
            items.stream()
                .filter(i -> i.user.equals(ask.user) && i.product.equals(ask.product))
                .filter(i -> i.paidAt < ask.at && i.amount >= ask.amount && i.quantity >= quantity)
                .max(Comparator.comparing((Item i) -> i.paidAt).thenComparing(i -> i.order))
                .map(i -> i.order)
                .orElse(null);
      }
      boolean isKnown = false;
      for (Item item : items) {
        isKnown |= item.order.equals(order);
        if (item.order.equals(order) && item.product.equals(ask.product)) {
          item.quantity = Math.max(item.quantity - quantity, 0);
          item.amount = Math.max(item.amount - ask.amount, 0);
        }
      }
      String link = !isKnown ? "unlinked" : ask.order != null ? "named" : "linked";
      links.add("%s %s %s".formatted(ask.id, link, isKnown ? order : null));
    }
    return links.stream().sorted().toList();
  }

  private void bought(
      String order, String user, int day, String product, Integer quantity, long amount) {
    lines.row(order, user, at(day), product, quantity, amount, "purchase");
  }

  private void asked(
      String id,
      String user,
      int day,
      String product,
      Integer quantity,
      long amount,
      String order) {
    requests.row(id, user, at(day), product, quantity, amount, order);
  }

  private static String at(int day) {
    return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * day).toString();
  }

  private void assertLinks(Object[]... expected) {
    assertThat(refunds())
        .on(Refunds.REFUND_ID, Refunds.LINK, Refunds.ORDER_ID, Refunds.NAMED_ORDER_ID)
        .hasRows(expected);
  }

  private Dataset<Row> refunds() {
    Dataset<Row> orders = Orders.from(lines.dataset(), Days.ALL);
    return Refunds.from(Refunds.requested(requests.dataset(), orders), orders, lines.dataset());
  }
}
