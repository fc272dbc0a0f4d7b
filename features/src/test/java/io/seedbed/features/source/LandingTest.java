package io.seedbed.features.source;

import static io.seedbed.features.testing.Spark.session;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.time.Days;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class LandingTest {

  private static final Reading READING =
      new Reading(Instant.parse("2026-06-01T00:00:00Z"), ZoneId.of("Asia/Shanghai"), "CNY", 2);
  private static final String NOON = "2026-05-01 12:00:00";

  @Test
  void ofOneKeyTheNewestRowIsKeptThenTheLast() {
    Dataset<Row> raw =
        raw(
            "order_id,line_no,ordered_at,amount,updated_at",
            List.of("o1", "1", NOON, "1", "2026-05-03"),
            List.of("o1", "1", NOON, "2", "2026-05-02"),
            List.of("o1", "2", NOON, "3", "2026-05-02"),
            List.of("o2", "1", NOON, "4", "2026-05-02"),
            List.of("o2", "1", NOON, "5", "2026-05-02"));
    assertThat(landed(raw, SourceMapping.canonical()))
        .containsExactly(
            "f:1 accepted null 100",
            "f:2 duplicate null 200",
            "f:3 accepted null 300",
            "f:4 duplicate null 400",
            "f:5 accepted null 500");
  }

  @Test
  void linesWithoutNumbersAreToldApartByTheirProduct() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,amount,product_id",
            List.of("o1", NOON, "1", "tea"),
            List.of("o1", NOON, "2", "rice"),
            List.of("o1", NOON, "3", "rice"));
    assertThat(landed(raw, SourceMapping.canonical()))
        .containsExactly(
            "f:1 accepted null 100", "f:2 duplicate null 200", "f:3 accepted null 300");
  }

  @Test
  void anInvalidRowIsNoDuplicateAndHidesNone() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,amount",
            List.of("o1", NOON, "1"),
            List.of("o1", NOON, "one"),
            List.of("o1", NOON, "one"));
    assertThat(landed(raw, SourceMapping.canonical()))
        .containsExactly(
            "f:1 accepted null 100",
            "f:2 rejected bad_number null",
            "f:3 rejected bad_number null");
  }

  @Test
  void withoutAKeyOnlyRowsEqualInEveryColumnAreDuplicatesAndTheFirstIsKept() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,amount,colour",
            List.of("o1", NOON, "1", "red"),
            List.of("o1", NOON, "1", "blue"),
            List.of("o1", NOON, "1", "red"));
    assertThat(landed(raw, keyless(List.of())))
        .containsExactly(
            "f:1 accepted null 100", "f:2 accepted null 100", "f:3 duplicate null 100");
  }

  @Test
  void amountsAreRoundedOnceHalfAwayFromZero() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,quantity,unit_price",
            List.of("o1", NOON, "1", "0.005"),
            List.of("o2", NOON, "5", "0.001"),
            List.of("o3", NOON, "0.999", "0.005005"),
            List.of("o4", NOON, "3", "0.001"),
            List.of("o5", NOON, "999999999999999", "999999999999"));
    assertThat(landed(raw, SourceMapping.canonical()))
        .containsExactly(
            "f:1 accepted null 1",
            "f:2 accepted null 1",
            "f:3 accepted null 0",
            "f:4 accepted null 0",
            "f:5 rejected bad_amount null");
  }

  @Test
  void theFirstKindRuleThatHoldsDecidesAndRefundsArePositive() {
    List<KindRule> rules =
        List.of(
            new KindRule("refund", "order_id LIKE 'C%'"),
            new KindRule("stock_adjustment", "try_cast(quantity AS INT) < 0"));
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,quantity,unit_price",
            List.of("C1", NOON, "-2", "1.5"),
            List.of("o2", NOON, "-2", "1.5"),
            List.of("o3", NOON, "2", "1.5"));
    Dataset<Row> landed = LandedOrders.landing(keyless(rules), READING).from(raw);
    assertThat(
            lines(
                landed.select(
                    LandedRows.position(),
                    LandedRows.KIND.col(),
                    LandedOrders.QUANTITY.col(),
                    LandedOrders.AMOUNT_MINOR.col())))
        .containsExactly(
            "f:1 refund 2.000 300", "f:2 stock_adjustment -2.000 -300", "f:3 purchase 2.000 300");
  }

  @Test
  void rowsInAnotherCurrencyAreRefused() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,amount,currency",
            List.of("o1", NOON, "1", "cny"),
            List.of("o2", NOON, "1", "USD"));
    assertThat(landed(raw, SourceMapping.canonical()))
        .containsExactly("f:1 accepted null 100", "f:2 rejected foreign_currency 100");
  }

  @Test
  void aRowWithoutACustomerIsAnonymousAndNotRefused() {
    Dataset<Row> raw =
        raw(
            "order_id,user_id,ordered_at,amount",
            List.of("o1", " ", NOON, "1"),
            List.of("o2", "u1", NOON, "1"));
    Dataset<Row> accounts =
        SourceAccounting.from(SourceDays.from(orders(raw, SourceMapping.canonical()), Days.ALL));
    assertThat(lines(accounts))
        .containsExactly("orders all 2 2 0 0 1", "orders purchase 2 2 0 0 1");
  }

  @Test
  void readIsAcceptedPlusRejectedPlusDuplicatesWhateverTheNumberOfTasksAndTheOrder() {
    SplittableRandom random = new SplittableRandom(7);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(
          List.of(
              "o" + random.nextInt(120),
              "" + random.nextInt(2),
              random.nextInt(20) == 0 ? "yesterday" : NOON,
              random.nextInt(20) == 0 ? "much" : "" + random.nextInt(5),
              "2026-05-0" + (1 + random.nextInt(3))));
    }
    Dataset<Row> raw = rawRows("order_id,line_no,ordered_at,amount,updated_at", rows);
    for (SourceMapping mapping : List.of(SourceMapping.canonical(), keyless(List.of()))) {
      List<String> once = everything(raw.repartition(1), mapping);
      List<String> again = everything(raw.orderBy(rand(3)).repartition(7), mapping);
      assertThat(again).isEqualTo(once).hasSize(500);
      Row account =
          SourceAccounting.from(SourceDays.from(orders(raw, mapping), Days.ALL))
              .where(SourceAccounting.KIND.col().equalTo(SourceAccounting.ALL))
              .head();
      assertThat(account.getLong(2))
          .isEqualTo(500)
          .isEqualTo(account.getLong(3) + account.getLong(4) + account.getLong(5));
      assertThat(account.getLong(5)).isPositive();
    }
  }

  @Test
  void aRefusedRowIsNamedWithItsReasonAndValue() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,amount",
            List.of("o1", "2026-13-01", "1"),
            List.of("o2", NOON, "1"));
    assertThat(lines(RejectedRows.from(orders(raw, SourceMapping.canonical()), Days.ALL)))
        .containsExactly("orders f:1 bad_date ordered_at=2026-13-01 null");
  }

  @Test
  void aRowThatCouldNotBeReadIsKnownByItsSizeOnly() {
    Dataset<Row> raw =
        raw("order_id,user_id,ordered_at,amount", Arrays.asList("o1", "13800000000", NOON, null))
            .withColumn(RawRows.PROBLEM.name(), lit("corrupt_row"))
            .withColumn(RawRows.PROBLEM_VALUE.name(), lit("o1,陶喆,13800000000"));
    assertThat(lines(RejectedRows.from(orders(raw, SourceMapping.canonical()), Days.ALL)))
        .containsExactly("orders f:1 corrupt_row 17 characters 2026-05-01");
    assertThat(
            lines(
                LandedOrders.landing(SourceMapping.canonical(), READING)
                    .from(raw)
                    .select(LandedOrders.ORDER_ID.col(), LandedOrders.USER_ID.col())))
        .containsExactly("null null");
  }

  @Test
  void anExpressionThatDoesNotFitTheColumnsIsNamed() {
    Dataset<Row> raw = raw("order_id,ordered_at,amount", List.of("o1", NOON, "1"));
    SourceMapping mapping = keyless(List.of(new KindRule("refund", "Menge < 0")));
    assertThatThrownBy(() -> LandedOrders.landing(mapping, READING).from(raw))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "Cannot read orders: the preset's expression for kind refund, Menge < 0, does not fit its columns [order_id, ordered_at, amount");
  }

  @Test
  void rowsOfAnotherSourceAreNotReadAndNotCounted() {
    Dataset<Row> raw =
        raw(
            "order_id,ordered_at,amount,type",
            List.of("o1", NOON, "1", "order"),
            List.of("o1", NOON, "2", "fee"),
            List.of("o2", NOON, "3", "order"),
            List.of("o2", "yesterday", "4", "fee"),
            Arrays.asList("o3", NOON, "5", null));
    SourceMapping mapping = only("type = 'order'");
    assertThat(landed(raw, mapping))
        .containsExactly("f:1 accepted null 100", "f:3 accepted null 300");
    Dataset<Row> accounts = SourceAccounting.from(SourceDays.from(orders(raw, mapping), Days.ALL));
    assertThat(lines(accounts))
        .containsExactly("orders all 2 2 0 0 2", "orders purchase 2 2 0 0 2");
  }

  @Test
  void rowsThatCouldNotBeReadAreAccountedForByEachSource() {
    Dataset<Row> raw =
        raw(
                "order_id,ordered_at,amount,type",
                List.of("o1", NOON, "1", "order"),
                List.of("o2", NOON, "2", "fee"),
                Arrays.asList("o3", null, null, null))
            .withColumn(RawRows.PROBLEM.name(), when(col("order_id").equalTo("o3"), "corrupt_row"));
    assertThat(landed(raw, only("type = 'order'")))
        .containsExactly("f:1 accepted null 100", "f:3 rejected corrupt_row null");
  }

  @Test
  void aConditionOnRowsThatDoesNotFitTheColumnsIsNamed() {
    Dataset<Row> raw = raw("order_id,ordered_at,amount", List.of("o1", NOON, "1"));
    assertThatThrownBy(() -> LandedOrders.landing(only("type = 'order'"), READING).from(raw))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "Cannot read orders: the preset's expression for only, type = 'order', does not fit its columns [order_id, ordered_at, amount");
    assertThatThrownBy(() -> LandedOrders.landing(only("order_id"), READING).from(raw))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "Cannot read orders: the preset's expression for only, order_id, does not fit its columns");
  }

  @Test
  void aKindsConditionThatIsNoneIsNamed() {
    Dataset<Row> raw = raw("order_id,ordered_at,amount", List.of("o1", NOON, "1"));
    SourceMapping mapping = keyless(List.of(new KindRule("refund", "amount")));
    assertThatThrownBy(() -> LandedOrders.landing(mapping, READING).from(raw))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "Cannot read orders: the preset's expression for kind refund, amount, does not fit its columns");
  }

  @Test
  void aMappingOfWhatTheContractDoesNotHaveIsRefused() {
    SourceMapping unknown =
        new SourceMapping(
            Optional.of(Map.of("order_no", InputMapping.ofColumn("no"))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> unknown.check(LandedOrders.CONTRACT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("maps 'order_no', which is no input of orders. Its inputs are ");
    assertThatThrownBy(
            () -> keyless(List.of(new KindRule("lost", "true"))).check(LandedOrders.CONTRACT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("names kind 'lost', which orders does not have. Its kinds are ");
  }

  @Test
  void instantsAreReadInTheirZoneOffsetOrFormat() {
    Dataset<Row> texts =
        session()
            .sql(
                "SELECT '2026-05-01 08:00:00' AS local, '2026-05-01T08:00:00+02:00' AS offset, '2026' AS year, '12:30' AS time, '1777593600' AS epoch, '01/05/2026 08:00' AS custom, '2026-05-01' AS day");
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    Row read =
        texts
            .select(
                Stream.of(
                        Texts.instant(texts.col("local"), Optional.empty(), shanghai),
                        Texts.instant(texts.col("offset"), Optional.empty(), shanghai),
                        Texts.instant(texts.col("year"), Optional.empty(), shanghai),
                        Texts.instant(texts.col("time"), Optional.empty(), shanghai),
                        Texts.instant(texts.col("epoch"), Optional.of("epoch-seconds"), shanghai),
                        Texts.instant(
                            texts.col("custom"), Optional.of("dd/MM/yyyy HH:mm"), shanghai),
                        Texts.instant(texts.col("day"), Optional.empty(), shanghai))
                    .map(column -> column.cast(DataTypes.StringType))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .head();
    assertThat(read.mkString(" | "))
        .isEqualTo(
            "2026-05-01 00:00:00 | 2026-05-01 06:00:00 | null | null | 2026-05-01 00:00:00 | 2026-05-01 00:00:00 | 2026-04-30 16:00:00");
  }

  private static SourceMapping keyless(List<KindRule> rules) {
    return new SourceMapping(
        Optional.empty(),
        Optional.of(rules),
        Optional.empty(),
        Optional.of(true),
        Optional.empty());
  }

  private static SourceMapping only(String condition) {
    return new SourceMapping(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(condition));
  }

  private static List<String> landed(Dataset<Row> raw, SourceMapping mapping) {
    return lines(
        LandedOrders.landing(mapping, READING)
            .from(raw)
            .select(
                LandedRows.position(),
                LandedRows.STATUS.col(),
                LandedRows.REASON.col(),
                LandedOrders.AMOUNT_MINOR.col()));
  }

  private static Map<SourceContract, Dataset<Row>> orders(Dataset<Row> raw, SourceMapping mapping) {
    return Map.of(LandedOrders.CONTRACT, LandedOrders.landing(mapping, READING).from(raw));
  }

  private static List<String> everything(Dataset<Row> raw, SourceMapping mapping) {
    return lines(LandedOrders.landing(mapping, READING).from(raw));
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).sorted().toList();
  }

  @SafeVarargs
  private static Dataset<Row> raw(String columns, List<String>... rows) {
    List<List<String>> listed = new ArrayList<>();
    for (List<String> row : rows) {
      listed.add(row);
    }
    return rawRows(columns, listed);
  }

  private static Dataset<Row> rawRows(String columns, List<List<String>> rows) {
    StructType schema = new StructType();
    for (String column : columns.split(",", -1)) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add(RawRows.FILE.name(), DataTypes.StringType)
            .add(RawRows.ROW.name(), DataTypes.LongType);
    List<Row> numbered = new ArrayList<>();
    for (List<String> row : rows) {
      List<Object> values = new ArrayList<>(row);
      values.add("f");
      values.add(numbered.size() + 1L);
      numbered.add(RowFactory.create(values.toArray()));
    }
    return session()
        .createDataFrame(numbered, schema)
        .withColumn(RawRows.PROBLEM.name(), lit(null).cast(DataTypes.StringType))
        .withColumn(RawRows.PROBLEM_VALUE.name(), lit(null).cast(DataTypes.StringType));
  }
}
