package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, changes and goes in whatever order: the table is what all files make. */
class LandedChangeTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant START = Instant.parse("2026-05-10T00:00:00Z");
  private static final int NIGHTS = 6;
  private static final long SEEDS = Long.getLong("seedbed.sequences", 1);

  private static final String ORDERS =
      "order_id,line_no,user_id,ordered_at,amount,updated_at,status";
  private static final String MESSAGES = "message_id,user_id,sent_at,text,is_bot";

  private static final SourceMapping REFUNDS_AND_GIFTS =
      new SourceMapping(
          Optional.empty(),
          Optional.of(
              List.of(
                  new KindRule("refund", "status = 'refund'"),
                  new KindRule("gift", "status = 'gift'"))),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** A source whose rows are told apart in one of the ways there are. */
  record Source(
      String name,
      Table table,
      String columns,
      Function<RandomGenerator, List<String>> rows,
      Function<Reading, Landing> landing) {

    Landing landing(int night) {
      return landing.apply(reading(START.plus(Duration.ofDays(night))));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Source> sources() {
    SourceMapping keyless =
        new SourceMapping(
            Optional.empty(),
            REFUNDS_AND_GIFTS.kinds(),
            Optional.empty(),
            Optional.of(true),
            Optional.empty());
    SourceMapping ofSomeUsers =
        new SourceMapping(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("user_id <> 'u4'"));
    MessageRules rules =
        new MessageRules(
            List.of("image"), List.of("card"), 2, List.of("ok"), List.of("*"), FewQuestions.RULES);
    return Stream.of(
        new Source(
            "orders with keys, whose lines stand on one day",
            LandedOrders.TABLE,
            ORDERS,
            LandedChangeTest::orderLine,
            reading -> LandedOrders.landing(REFUNDS_AND_GIFTS, reading)),
        new Source(
            "orders without keys",
            LandedOrders.TABLE,
            ORDERS,
            LandedChangeTest::orderLine,
            reading -> LandedOrders.landing(keyless, reading)),
        new Source(
            "orders in files that bring other rows too",
            LandedOrders.TABLE,
            ORDERS,
            LandedChangeTest::orderLine,
            reading -> LandedOrders.landing(ofSomeUsers, reading)),
        new Source(
            "messages of which some have keys",
            LandedChatMessages.TABLE,
            MESSAGES,
            LandedChangeTest::message,
            reading -> LandedChatMessages.landing(SourceMapping.canonical(), reading, rules)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void nightAfterNightTheTableIsWhatAllFilesMake(Source source) {
    int withDuplicates = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Deliveries deliveries = new Deliveries(source.columns(), new Random(seed), source.rows());
      List<Row> table = List.of();
      for (int night = 0; night < NIGHTS; night++) {
        Landing landing = source.landing(night);
        Deliveries.Delivered delivered = deliveries.next();
        table = landed(source, landing, deliveries, delivered, table);
        assertThat(lines(table))
            .as("seed %d, night %d", seed, night)
            .isEqualTo(lines(landing.from(deliveries.raw(deliveries.names())).collectAsList()));
      }
      withDuplicates +=
          lines(table).stream().anyMatch(line -> line.contains(LandedRows.DUPLICATE)) ? 1 : 0;
    }
    assertThat(withDuplicates).as("sequences that end with duplicates").isPositive();
  }

  /** What a night does: the days that change are replaced, the others stay. */
  private static List<Row> landed(
      Source source,
      Landing landing,
      Deliveries deliveries,
      Deliveries.Delivered delivered,
      List<Row> before) {
    Dataset<Row> landed = session().createDataFrame(before, source.table().schema());
    Set<String> again = new TreeSet<>(names(landing.ripe(landed)));
    again.retainAll(deliveries.names());
    Set<String> fresh = union(delivered.fresh(), again);
    Set<String> withdrawn = union(delivered.withdrawn(), again);
    LandedChange change = landing.change(landing.fresh(deliveries.raw(fresh)), landed, withdrawn);
    Days days = days(change.days());
    if (days.isEmpty()) {
      return before;
    }
    List<Row> after = new ArrayList<>();
    for (Row row : before) {
      java.sql.Date day = row.getAs(LandedRows.DAY.name());
      if (day != null && !days.listed().contains(day.toLocalDate())) {
        after.add(row);
      }
    }
    after.addAll(change.rows(days).collectAsList());
    return after;
  }

  @Test
  void daysOnWhichNothingIsDifferentAreLeftAlone() {
    Landing landing = LandedOrders.landing(REFUNDS_AND_GIFTS, reading(START));
    Dataset<Row> before =
        landing.from(
            orders(
                "a",
                List.of("o1", "1", "u1", "2026-05-01 12:00:00", "1", "", ""),
                List.of("o2", "1", "u1", "2026-05-02 12:00:00", "1", "", ""),
                List.of("o3", "1", "u1", "2026-05-03 12:00:00", "1", "", "")));
    Dataset<Row> sentAgain =
        orders(
            "b",
            List.of("o2", "1", "u1", "2026-05-02 12:00:00", "2", "", ""),
            List.of("o4", "1", "u1", "2026-05-04 12:00:00", "1", "", ""));
    LandedChange change = landing.change(landing.fresh(sentAgain), before, Set.of());
    assertThat(days(change.days()))
        .isEqualTo(Days.of(List.of(LocalDate.of(2026, 5, 2), LocalDate.of(2026, 5, 4))));
    assertThat(positionsAndStatus(change.rows(days(change.days()))))
        .containsExactly("a:2 duplicate", "b:1 accepted", "b:2 accepted");
  }

  @Test
  void anEarlierLineTakesTheWholeOrderToItsDay() {
    Landing landing = LandedOrders.landing(REFUNDS_AND_GIFTS, reading(START));
    Dataset<Row> before =
        landing.from(
            orders(
                "a",
                List.of("o1", "2", "u1", "2026-05-05 12:00:00", "1", "", ""),
                List.of("o1", "3", "u1", "2026-05-05 12:00:00", "1", "", "refund")));
    LandedChange change =
        landing.change(
            landing.fresh(
                orders("b", List.of("o1", "1", "u1", "2026-05-03 12:00:00", "1", "", ""))),
            before,
            Set.of());
    assertThat(days(change.days()))
        .isEqualTo(Days.of(List.of(LocalDate.of(2026, 5, 3), LocalDate.of(2026, 5, 5))));
    assertThat(
            change
                .rows(days(change.days()))
                .orderBy(LandedRows.position())
                .select(LandedRows.position(), LandedRows.DAY.col())
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[a:1,2026-05-03]", "[a:2,2026-05-05]", "[b:1,2026-05-03]");
  }

  @Test
  void whenTheFileOfTheWinnerIsGoneTheOtherRowCounts() {
    Landing landing = LandedOrders.landing(REFUNDS_AND_GIFTS, reading(START));
    List<String> line = List.of("o1", "1", "u1", "2026-05-05 12:00:00", "1", "", "");
    Dataset<Row> before = landing.from(orders("a", line).unionByName(orders("b", line)));
    assertThat(positionsAndStatus(before)).containsExactly("a:1 duplicate", "b:1 accepted");
    LandedChange change = landing.change(landing.fresh(orders("b")), before, Set.of("b"));
    assertThat(positionsAndStatus(change.rows(days(change.days()))))
        .containsExactly("a:1 accepted");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void whatIsKeptOfFreshRowsHasEachColumnOnceAndNoText(Source source) {
    Deliveries none = new Deliveries(source.columns(), new Random(1), source.rows());
    Dataset<Row> fresh = source.landing(0).fresh(none.raw(Set.of()));

    assertThat(fresh.columns())
        .doesNotHaveDuplicates()
        .doesNotContain(LandedChatMessages.TEXT.name());
  }

  @Test
  void aFileNoneOfWhoseRowsHasADayIsAChange() {
    Landing landing = LandedOrders.landing(REFUNDS_AND_GIFTS, reading(START));
    Dataset<Row> before =
        landing.from(orders("a", List.of("o1", "1", "u1", "2026-05-05 12:00:00", "1", "", "")));
    LandedChange change =
        landing.change(
            landing.fresh(orders("b", List.of("o2", "1", "u1", "yesterday", "1", "", ""))),
            before,
            Set.of());
    Days days = days(change.days());

    assertThat(days.isEmpty()).isFalse();
    assertThat(days.listed()).isEmpty();
    assertThat(positionsAndStatus(change.rows(days))).containsExactly("b:1 rejected");
    LandedChange withdrawn =
        landing.change(
            landing.fresh(orders("b")), before.unionByName(change.rows(days)), Set.of("b"));
    assertThat(days(withdrawn.days())).isEqualTo(days);
    assertThat(positionsAndStatus(withdrawn.rows(days))).isEmpty();
  }

  private static List<String> orderLine(RandomGenerator random) {
    int day = random.nextInt(1, 14);
    String at =
        switch (random.nextInt(20)) {
          case 0 -> "yesterday";
          case 1 -> "";
          case 2 -> "2026-05-%02d 23:59:59".formatted(day);
          default -> "2026-05-%02d %02d:00:00".formatted(day, random.nextInt(24));
        };
    return Arrays.asList(
        random.nextInt(30) == 0 ? "" : "o" + random.nextInt(25),
        random.nextInt(5) == 0 ? null : "" + random.nextInt(3),
        "u" + random.nextInt(5),
        at,
        random.nextInt(25) == 0 ? "much" : "" + random.nextInt(3),
        random.nextInt(3) == 0 ? null : "2026-05-%02d".formatted(1 + random.nextInt(3)),
        List.of("paid", "paid", "gift", "refund").get(random.nextInt(4)));
  }

  private static List<String> message(RandomGenerator random) {
    return Arrays.asList(
        random.nextInt(3) == 0 ? " " : "m" + random.nextInt(40),
        "u" + random.nextInt(2),
        random.nextInt(20) == 0
            ? "soon"
            : "2026-05-%02d 12:00:00".formatted(1 + random.nextInt(13)),
        List.of("hello", "ok", "see www.shop.example").get(random.nextInt(3)),
        random.nextInt(30) == 0 ? "perhaps" : null);
  }

  private static Reading reading(Instant at) {
    return new Reading(at, ZONE, "CNY", 2);
  }

  @SafeVarargs
  private static Dataset<Row> orders(String file, List<String>... lines) {
    List<Row> rows = new ArrayList<>();
    for (List<String> line : lines) {
      List<Object> values = new ArrayList<>(line);
      values.add(file);
      values.add(rows.size() + 1L);
      rows.add(RowFactory.create(values.toArray()));
    }
    return Deliveries.rawRows(List.of(ORDERS.split(",", -1)), rows);
  }

  private static Days days(Dataset<Row> days) {
    return Days.of(
        days.collectAsList().stream()
            .map(row -> row.isNullAt(0) ? null : row.getDate(0).toLocalDate())
            .toList());
  }

  private static List<String> names(Dataset<Row> names) {
    return names.collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static Set<String> union(Collection<String> some, Collection<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static List<String> lines(List<Row> rows) {
    return rows.stream().map(row -> row.mkString(" | ")).sorted().toList();
  }

  private static List<String> positionsAndStatus(Dataset<Row> rows) {
    return rows.select(LandedRows.position(), LandedRows.STATUS.col()).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }
}
