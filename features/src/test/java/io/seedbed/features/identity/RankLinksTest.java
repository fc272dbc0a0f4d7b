package io.seedbed.features.identity;

import static io.seedbed.features.testing.Spark.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RankLinksTest {

  private static final RunDate MAY_DAY =
      new RunDate(LocalDate.parse("2026-05-01"), ZoneId.of("UTC"));
  private static final Timestamp BEFORE = at("2026-05-01T10:00:00Z");
  private static final Timestamp AFTER = at("2026-05-02T00:00:00Z");

  @Test
  void theKthMostTalkativeNickIsTheKthMostFrequentCustomer() {
    assertThat(linked())
        .containsExactly("irc:ann 7 by_rank", "irc:bob 12 by_rank", "irc:cay 5 by_rank");
  }

  private static List<String> linked() {
    Dataset<Row> orders =
        table(
            LandedOrders.TABLE,
            order(1, "purchase", "o1", "5", BEFORE),
            order(2, "purchase", "o1", "5", BEFORE),
            order(3, "purchase", "o2", "12", BEFORE),
            order(4, "purchase", "o3", "7", BEFORE),
            order(5, "unpaid", "o4", "7", BEFORE),
            order(6, "refund", "o5", "5", BEFORE),
            order(7, "purchase", "o6", "5", AFTER),
            order(8, "purchase", "o7", null, BEFORE));
    Dataset<Row> messages =
        table(
            LandedChatMessages.TABLE,
            message(1, "irc:cay", BEFORE, false),
            message(2, "irc:ann", BEFORE, false),
            message(3, "irc:ann", BEFORE, false),
            message(4, "irc:bob", BEFORE, false),
            message(5, "irc:cay", AFTER, false),
            message(6, "irc:bot", BEFORE, true),
            message(7, "irc:bot", BEFORE, true));
    return lines(RankLinks.from(orders, messages, MAY_DAY).drop("valid_from", "valid_to"));
  }

  private static Object[] order(int row, String kind, String order, String user, Timestamp at) {
    return values(
        LandedOrders.TABLE,
        Map.of(
            LandedRows.FILE,
            "f",
            LandedRows.ROW,
            (long) row,
            LandedRows.KIND,
            kind,
            LandedOrders.ORDER_ID,
            order,
            LandedOrders.USER_ID,
            user == null ? "" : user,
            LandedOrders.ORDERED_AT,
            at));
  }

  private static Object[] message(int row, String user, Timestamp at, boolean isBot) {
    return values(
        LandedChatMessages.TABLE,
        Map.of(
            LandedRows.FILE,
            "f",
            LandedRows.ROW,
            (long) row,
            LandedRows.KIND,
            LandedChatMessages.MESSAGE,
            LandedChatMessages.USER_ID,
            user,
            LandedChatMessages.SENT_AT,
            at,
            LandedChatMessages.IS_BOT,
            isBot,
            LandedChatMessages.IS_OPERATOR,
            false));
  }

  private static Object[] values(Table table, Map<Field, Object> given) {
    Map<String, Object> byName =
        given.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    entry -> entry.getKey().name(), Map.Entry::getValue));
    return table.fields().stream()
        .map(
            field ->
                switch (field.name()) {
                  case "source" -> "test";
                  case "source_file" -> "f";
                  case "source_row" -> 1L;
                  case "row_status" -> LandedRows.ACCEPTED;
                  case "is_anonymous" -> false;
                  default -> "".equals(byName.get(field.name())) ? null : byName.get(field.name());
                })
        .toArray();
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(row -> row.mkString(" "))
        .flatMap(Stream::of)
        .sorted()
        .toList();
  }

  private static Timestamp at(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }
}
