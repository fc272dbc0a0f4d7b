package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.row;
import static io.seedbed.features.testing.Spark.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceException;
import io.seedbed.jobs.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RejectedShareTest {

  @Test
  void fiveInAHundredPassAndSixStopTheRun() {
    RejectedShare alone = new RejectedShare(0.05, Map.of());
    List<Row> five = accounts(row("orders", "all", 100L, 95L, 5L, 0L, 0L));
    assertThat(alone.check(five)).isEqualTo(five);
    List<Row> six =
        accounts(
            row("orders", "all", 100L, 94L, 6L, 0L, 0L),
            row("orders", "purchase", 10L, 4L, 6L, 0L, 0L),
            row("shares", "all", 0L, 0L, 0L, 0L, 0L));
    assertThatThrownBy(() -> alone.check(six))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "More than 5.0 % of the rows were rejected of orders: 6 of 100 rows (6.0 %).");
  }

  @Test
  void anUnreadableRowIsJudgedAmongAllRowsOfTheFilesThatSourcesShare() {
    List<Row> accounts =
        accounts(
            row("orders", "all", 100L, 99L, 1L, 0L, 0L),
            row("orders", "purchase", 99L, 99L, 0L, 0L, 0L),
            row("orders", "unreadable", 1L, 0L, 1L, 0L, 0L),
            row("refunds", "all", 11L, 10L, 1L, 0L, 0L),
            row("refunds", "refund", 10L, 10L, 0L, 0L, 0L),
            row("refunds", "unreadable", 1L, 0L, 1L, 0L, 0L));
    assertThat(sharing("a.csv", "a.csv").check(accounts)).isEqualTo(accounts);
    assertThatThrownBy(() -> sharing("a.csv", "b.csv").check(accounts))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "More than 5.0 % of the rows were rejected of refunds: 1 of 11 rows (9.1 %).");
  }

  @Test
  void readableRowsOfASourceAreJudgedByThemselves() {
    List<Row> accounts =
        accounts(
            row("orders", "all", 100L, 99L, 1L, 0L, 0L),
            row("orders", "unreadable", 1L, 0L, 1L, 0L, 0L),
            row("refunds", "all", 11L, 9L, 2L, 0L, 0L),
            row("refunds", "refund", 10L, 9L, 1L, 0L, 0L),
            row("refunds", "unreadable", 1L, 0L, 1L, 0L, 0L));
    assertThatThrownBy(() -> sharing("a.csv", "a.csv").check(accounts))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "More than 5.0 % of the rows were rejected of refunds: 1 of 10 readable rows (10.0 %).");
  }

  @Test
  void aSourceThatCannotReadTheFilesStopsTheRunThoughAnotherCan() {
    List<Row> accounts =
        accounts(
            row("orders", "all", 100L, 100L, 0L, 0L, 0L),
            row("refunds", "all", 60L, 0L, 60L, 0L, 0L),
            row("refunds", "unreadable", 60L, 0L, 60L, 0L, 0L));
    assertThatThrownBy(() -> sharing("a.csv", "a.csv").check(accounts))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "More than 5.0 % of the rows were rejected of refunds: 60 of 100 rows of its files, unreadable (60.0 %).");
  }

  @Test
  void unreadableRowsAndOthersTogetherStopTheRunThroughTheSourceThatReadsMost() {
    List<Row> accounts =
        accounts(
            row("orders", "all", 100L, 94L, 6L, 0L, 0L),
            row("orders", "purchase", 97L, 94L, 3L, 0L, 0L),
            row("orders", "unreadable", 3L, 0L, 3L, 0L, 0L),
            row("refunds", "all", 13L, 10L, 3L, 0L, 0L),
            row("refunds", "unreadable", 3L, 0L, 3L, 0L, 0L));
    assertThatThrownBy(() -> sharing("a.csv", "a.csv").check(accounts))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "More than 5.0 % of the rows were rejected of orders: 6 of 100 rows (6.0 %).");
  }

  private static RejectedShare sharing(String ofOrders, String ofRefunds) {
    return RejectedShare.of(
        0.05,
        Map.of(
            "orders", new Settings.Source("shop", List.of(ofOrders), Optional.empty()),
            "refunds", new Settings.Source("shop", List.of(ofRefunds), Optional.empty())));
  }

  private static List<Row> accounts(Object[]... rows) {
    return table(SourceAccounting.TABLE, rows).collectAsList();
  }
}
