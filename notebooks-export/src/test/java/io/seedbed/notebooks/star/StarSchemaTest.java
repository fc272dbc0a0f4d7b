package io.seedbed.notebooks.star;

import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shop of a few rows; what happens after 2026-03-10 in Shanghai is not yet known. */
class StarSchemaTest {

  private static final RunDate RUN_DATE =
      new RunDate(LocalDate.of(2026, 3, 10), ZoneId.of("Asia/Shanghai"));
  private static final Timestamp KNOWN = Timestamp.from(RUN_DATE.asOf().minusMillis(1));
  private static final Timestamp UNKNOWN = Timestamp.from(RUN_DATE.asOf());
  private static final Date DAY = Date.valueOf(RUN_DATE.day());
  private static final Date NEXT_DAY = Date.valueOf(RUN_DATE.day().plusDays(1));

  private static final Map<Table, Dataset<Row>> SHOP =
      Map.of(
          OrderLines.TABLE,
          Spark.table(
              OrderLines.TABLE,
              line("l1", "o1", "ann", KNOWN, "tea", "drinks", "purchase"),
              line("l2", "o2", null, KNOWN, "tea", null, "gift"),
              line("l3", "o3", "bob", UNKNOWN, "cup", "ware", "purchase")),
          Orders.TABLE,
          Spark.table(
              Orders.TABLE,
              row("o1", "ann", KNOWN, DAY, 1000L, true, 1L, "app", null),
              row("o2", null, KNOWN, DAY, 0L, false, 1L, null, null),
              row("o3", "bob", UNKNOWN, NEXT_DAY, 500L, true, 1L, null, null)),
          OrderValues.TABLE,
          Spark.table(
              OrderValues.TABLE,
              row("o1", "ann", KNOWN, DAY, 1000L, 400L, 0L, 600L, true, "app", null)),
          Refunds.TABLE,
          Spark.table(
              Refunds.TABLE,
              refund("r1", "ann", KNOWN, DAY, "tea", 400L, "linked", "o1"),
              refund("r2", "zoe", KNOWN, DAY, "pot", 50L, "unlinked", null),
              refund("r3", "ann", UNKNOWN, NEXT_DAY, "jar", 10L, "linked", "o1")),
          ChatMessages.TABLE,
          Spark.table(
              ChatMessages.TABLE,
              message("m1", "g1", "ann", KNOWN, DAY),
              message("m2", "g1", null, KNOWN, DAY),
              message("m3", "g2", "cat", UNKNOWN, NEXT_DAY)),
          Memberships.TABLE,
          Spark.table(
              Memberships.TABLE,
              row("s1", "g1", "ann", KNOWN, DAY, null, null, null),
              row("s2", "g1", "bob", KNOWN, DAY, KNOWN, null, null),
              row("s3", "g1", "cat", KNOWN, DAY, UNKNOWN, null, null),
              row("s4", "g3", "dan", KNOWN, DAY, KNOWN, null, null)),
          UserAcquisition.TABLE,
          Spark.table(
              UserAcquisition.TABLE,
              row("ann", KNOWN, DAY, "first_order", "app", null, null, null, false)));

  /** The tables that are built here; those published under their own name are not. */
  static List<Exported> star() {
    return StarSchema.tables().stream()
        .filter(exported -> !exported.reads().equals(List.of(exported.table())))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("star")
  void everyDimensionAndFactIsAsDeclared(Exported exported) {
    DatasetAssert.assertThat(exported.rows().from(onlyDeclared(exported), RUN_DATE))
        .conformsTo(exported.table());
  }

  @Test
  void anOrderPaidAfterAsOfIsNoFactAndAnUnpaidOneIsWorthNothing() {
    assertThat(texts("fact_orders"))
        .containsExactly(
            "o1 ann 2026-03-10 app 1 true 1000 400 0 600 true",
            "o2 2026-03-10 1 false 0 0 0 0 false");
  }

  @Test
  void factsEndAtAsOf() {
    assertThat(keys("fact_order_lines")).containsExactly("l1", "l2");
    assertThat(keys("fact_refunds")).containsExactly("r1", "r2");
    assertThat(keys("fact_messages")).containsExactly("m1", "m2");
  }

  @Test
  void everyUserAFactNamesIsInTheUserDimension() {
    assertThat(texts("dim_user")).containsExactly("ann 2026-03-10 first_order app false", "zoe");
  }

  @Test
  void aProductKnownFromARefundAloneHasNoSaleAndTheCategoryIsTheLatestKnown() {
    assertThat(texts("dim_product")).containsExactly("pot", "tea drinks 2026-03-10 2026-03-10");
  }

  @Test
  void whoHasLeftAGroupIsNoMemberAndAGroupWithoutStaysHasNoCount() {
    assertThat(texts("dim_group"))
        .containsExactly("g1 2026-03-10 2026-03-10 2 2", "g3 2026-03-10 0 0");
  }

  @Test
  void orderLinesAndMessagesNeverReachCsv() {
    assertThat(StarSchema.tables())
        .filteredOn(exported -> exported.reach() == Exported.Reach.PARQUET_ONLY)
        .extracting(exported -> exported.table().name())
        .containsExactlyInAnyOrder("fact_order_lines", "fact_messages");
  }

  private static List<String> keys(String table) {
    return texts(table).stream().map(text -> text.substring(0, 2)).toList();
  }

  /** Rows in key order, nulls and instants left out. */
  private static List<String> texts(String name) {
    Exported exported =
        StarSchema.tables().stream()
            .filter(candidate -> candidate.table().name().equals(name))
            .findFirst()
            .orElseThrow();
    Table table = exported.table();
    Column[] shown =
        table.fields().stream()
            .filter(field -> !field.name().endsWith("_at"))
            .map(field -> field.col().cast("string"))
            .toArray(Column[]::new);
    return exported
        .rows()
        .from(onlyDeclared(exported), RUN_DATE)
        .orderBy(table.keyColumns())
        .select(functions.concat_ws(" ", shown))
        .collectAsList()
        .stream()
        .map(found -> found.getString(0))
        .toList();
  }

  private static Function<Table, Dataset<Row>> onlyDeclared(Exported exported) {
    Map<Table, Dataset<Row>> declared = new HashMap<>();
    exported
        .reads()
        .forEach(table -> declared.put(table, SHOP.getOrDefault(table, Spark.table(table))));
    return asked -> {
      assertThat(declared).as("declared reads of %s", exported.table().name()).containsKey(asked);
      return declared.get(asked);
    };
  }

  private static Object[] line(
      String id,
      String order,
      String user,
      Timestamp at,
      String product,
      String category,
      String kind) {
    Instant instant = at.toInstant();
    Date day = Date.valueOf(instant.atZone(RUN_DATE.zone()).toLocalDate());
    return row(id, order, user, at, day, product, category, BigDecimal.ONE, 100L, kind, null, null);
  }

  private static Object[] refund(
      String id,
      String user,
      Timestamp at,
      Date day,
      String product,
      long amount,
      String link,
      String order) {
    return row(id, user, at, day, product, null, amount, false, null, link, order, null);
  }

  private static Object[] message(String id, String group, String user, Timestamp at, Date day) {
    return row(id, group, user, at, day, "text", 5L, true, false, false, false, null, null);
  }
}
