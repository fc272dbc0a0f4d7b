package io.seedbed.world.exports;

import io.seedbed.world.history.History;
import io.seedbed.world.lines.Csv;
import io.seedbed.world.random.Draws;
import io.seedbed.world.random.Purpose;
import io.seedbed.world.settings.DirtSettings;
import io.seedbed.world.trade.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order report of the shop's cashier, one file a month, as it stood at the end of that month: a
 * refund that comes later shows when the order stands again in the file of the month of the refund.
 */
final class YouzanOrders {

  /** Spreadsheets tell by it that the file is UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final Comparator<Order> BY_TIME =
      Comparator.comparingInt(Order::day)
          .thenComparingInt(Order::second)
          .thenComparing(Order::orderId);

  private final History history;
  private final Path folder;
  private final Draws draws;
  private final YouzanRow rows;
  private final DirtSettings dirt;

  YouzanOrders(History history, Path folder) {
    this.history = history;
    this.folder = folder;
    this.draws = history.draws();
    this.rows = new YouzanRow(history.calendar(), history.plan().settings().trade());
    this.dirt = history.plan().settings().dirt();
  }

  /** Writes all months. */
  void write() throws IOException {
    Map<YearMonth, List<Order>> months = new TreeMap<>();
    for (int day = 0; day < history.calendar().days(); day++) {
      months.computeIfAbsent(month(day), month -> new ArrayList<>());
    }
    history
        .people()
        .all()
        .forEach(person -> history.sales().of(person.id()).forEach(order -> put(order, months)));
    for (Map.Entry<YearMonth, List<Order>> month : months.entrySet()) {
      month.getValue().sort(BY_TIME);
      write(month.getKey(), month.getValue());
    }
  }

  /** An order stands in its month or, when it was held up, in the next; refunds show it again. */
  private void put(Order order, Map<YearMonth, List<Order>> months) {
    boolean isLate =
        draws.happens(dirt.lateShare(), Purpose.DELIVERY, order.orderId().hashCode(), 0);
    YearMonth first = isLate ? month(order.day()).plusMonths(1) : month(order.day());
    if (months.containsKey(first)) {
      months.get(first).add(order);
    }
    order
        .refund()
        .filter(refund -> refund.day() < history.calendar().days())
        .map(refund -> month(refund.day()))
        .filter(month -> month.isAfter(first))
        .ifPresent(month -> months.get(month).add(order));
  }

  private void write(YearMonth month, List<Order> orders) throws IOException {
    long toEnd = ChronoUnit.DAYS.between(history.calendar().dateOf(0), month.atEndOfMonth());
    int lastDay = (int) Math.min(history.calendar().days() - 1, toEnd);
    Path path = folder.resolve("youzan-orders-%s.csv".formatted(month));
    try (RowFile file =
        RowFile.at(path, dirt.duplicateShare(), draws)
            .headed(BYTE_ORDER_MARK + Csv.row(YouzanRow.HEADER))) {
      for (Order order : orders) {
        file.write(
            Csv.row(
                rows.values(
                    order, history.accounts().of(order.person()).get(order.account()), lastDay)));
      }
    }
  }

  private YearMonth month(int day) {
    return YearMonth.from(history.calendar().dateOf(day));
  }
}
