package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static io.seedbed.features.testing.Spark.table;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.MessageRules;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read of Online Retail and of the Ubuntu logs, row by row accounted for. */
class RealSourcesTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final RunDate LAST_DAY = new RunDate(LocalDate.parse("2011-12-09"), LONDON);
  private static final Reading READING =
      new Reading(Instant.parse("2026-01-01T00:00:00Z"), LONDON, "GBP", 2);

  private static String data;
  private static Dataset<Row> orders;
  private static Dataset<Row> messages;

  @BeforeAll
  static void land() {
    data = System.getenv("SEEDBED_DATA");
    assumeTrue(data != null && !data.isBlank(), "SEEDBED_DATA is not set");
    orders = orders().persist(StorageLevel.MEMORY_AND_DISK());
    messages = messages().persist(StorageLevel.MEMORY_AND_DISK());
  }

  @AfterAll
  static void letGo() {
    Stream.of(orders, messages).filter(Objects::nonNull).forEach(rows -> rows.unpersist(false));
  }

  @Test
  void everyOnlineRetailLineEndsWhereItsKindSays() {
    assertThat(orders.where(LandedRows.position().isNull()).count()).isZero();
    assertThat(accounts(LandedOrders.CONTRACT, orders))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "all", "541909 = 536641 + 0 + 5268, anonymous 135080",
                "purchase", "530103 = 524877 + 0 + 5226, anonymous 132219",
                "refund", "9288 = 9251 + 0 + 37, anonymous 383",
                "stock_adjustment", "1336 = 1336 + 0 + 0, anonymous 1336",
                "zero_price", "1179 = 1174 + 0 + 5, anonymous 1139",
                "bad_debt", "3 = 3 + 0 + 0, anonymous 3"));
  }

  @Test
  void onlineRetailHas4338CustomersWithAPaidOrder() {
    Dataset<Row> links = table(IdentityLinks.TABLE);
    Dataset<Row> paid =
        Orders.from(OrderLines.from(orders, links), Days.ALL).where(Orders.IS_PAID.col());
    assertThat(paid.select(countDistinct(Orders.USER_ID.col())).head().getLong(0)).isEqualTo(4338);
  }

  @Test
  void everyLineOfTheLogsIsAMessageOrASystemLine() {
    assertThat(accounts(LandedChatMessages.CONTRACT, messages))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "all", "220463 = 217072 + 0 + 3391, anonymous 24317",
                "message", "196146 = 195634 + 0 + 512, anonymous 0",
                "system", "24317 = 21438 + 0 + 2879, anonymous 24317"));
  }

  @Test
  void dayFilesStandOnConsecutiveDays() {
    Column day = LAST_DAY.dayOf(LandedChatMessages.SENT_AT.col());
    Row days = LandedRows.accepted(messages).select(countDistinct(day), min(day), max(day)).head();
    assertThat(days.getLong(0)).isEqualTo(153);
    assertThat(days.getDate(1)).isEqualTo("2011-07-10");
    assertThat(days.getDate(2)).isEqualTo("2011-12-09");
  }

  @Test
  void withAnyLinkASharePeopleOfTheLogsShare() {
    Dataset<Row> accepted = LandedRows.accepted(messages);
    Dataset<Row> shares = accepted.where(LandedChatMessages.IS_SHARE.col());
    assertThat(shares.count()).isEqualTo(4878);
    assertThat(accepted.select(countDistinct(LandedChatMessages.USER_ID.col())).head().getLong(0))
        .isEqualTo(15733);
  }

  private static Map<String, String> accounts(SourceContract contract, Dataset<Row> landed) {
    return SourceAccounting.from(SourceDays.from(Map.of(contract, landed), Days.ALL))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                account -> account.getString(1),
                account ->
                    "%d = %d + %d + %d, anonymous %d"
                        .formatted(
                            account.getLong(2),
                            account.getLong(3),
                            account.getLong(4),
                            account.getLong(5),
                            account.getLong(6))));
  }

  private static Dataset<Row> orders() {
    Settings.Source source =
        new Settings.Source(
            "online-retail",
            List.of(data + "/online-retail/online-retail-uci-order.csv.gz"),
            Optional.empty());
    Dataset<Row> raw = rows("orders", source);
    return LandedOrders.landing(
            Preset.load("online-retail").mappingOf(LandedOrders.CONTRACT), READING)
        .from(raw);
  }

  private static Dataset<Row> rows(String name, Settings.Source source) {
    SourceReader reader = new SourceReader(session(), Map.of(name, source));
    return reader.rows(name, reader.files(name));
  }

  private static Dataset<Row> messages() {
    Layout shifted =
        new Layout(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(LAST_DAY.day()));
    Settings.Source source =
        new Settings.Source(
            "irc", List.of(data + "/irc-disentanglement/train/*.raw.txt.gz"), Optional.of(shifted));
    Dataset<Row> raw = rows("chat_messages", source);
    MessageRules packaged = EffectiveSettings.packaged().settings().ingest().messages();
    MessageRules rules =
        new MessageRules(
            packaged.meaningfulTypes(),
            packaged.shareTypes(),
            packaged.minCodePoints(),
            packaged.acknowledgements(),
            List.of("*"),
            packaged.questions());
    return LandedChatMessages.landing(
            Preset.load("irc").mappingOf(LandedChatMessages.CONTRACT), READING, rules)
        .from(raw);
  }
}
