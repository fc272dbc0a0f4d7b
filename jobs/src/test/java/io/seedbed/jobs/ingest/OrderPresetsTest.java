package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.RefundRequests;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.Landing;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.source.SourceException;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.RecordReader;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order exports of shop platforms: what each row of them is, to the minor unit. */
class OrderPresetsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
  private static final Reading CHINA = new Reading(AT, SHANGHAI, "CNY", 2);
  private static final Reading GERMANY = new Reading(AT, ZoneId.of("Europe/Berlin"), "EUR", 2);

  private static final String ANN = hashed("email:", "ann@example.org");
  private static final String BOB = hashed("email:", "bob@example.org");
  private static final String FIRST_PHONE = hashed("phone:", "13800000001");
  private static final String SECOND_PHONE = hashed("phone:", "13800000002");

  @TempDir private Path folder;

  @Test
  void aTaobaoOrderClosedAfterPaymentIsAPurchaseAndOneClosedUnpaidIsNot() {
    Dataset<Row> orders = orders("taobao", CHINA);

    assertThat(orderLines(orders))
        .containsExactly(
            "1001 1 accepted null null purchase 60800 2026-05-01 02:00:00 taobao:陶喆的茶 桂花乌龙 100g 2.000 taobao",
            "1002 1 accepted null null purchase 10000 2026-05-02 02:00:30 taobao:𠮷野 桂花乌龙 100g 1.000 taobao",
            "1003 1 accepted null null purchase 120000 2026-05-03 02:01:00 taobao:陶喆的茶 null 3.000 taobao",
            "1004 1 accepted null null purchase 6600 2026-05-04 16:10:00 taobao:小满 桂花乌龙 100g 1.000 taobao",
            "1004 1 duplicate null null unpaid 6600 2026-05-04 15:50:00 taobao:小满 桂花乌龙 100g 1.000 taobao",
            "1005 1 accepted null null cancelled 6600 2026-05-04 04:00:00 taobao:小满 桂花乌龙 100g 1.000 taobao",
            "1006 1 accepted null null purchase 3000 2026-05-05 04:00:09 null 桂花乌龙 100g 1.000 taobao",
            "1007 1 accepted null null zero_price 0 2026-05-05 05:00:00 taobao:小满 试吃装 1.000 taobao",
            "1008 1 accepted null null purchase 8800 2026-05-06 04:01:00 taobao:谷雨 桂花乌龙 100g 1.000 taobao",
            "1009 1 accepted null null purchase 4500 2026-05-07 04:01:00 taobao:谷雨 桂花乌龙 100g 1.000 taobao",
            "1010 1 rejected bad_number amount=面议 purchase null 2026-05-08 04:01:00 taobao:谷雨 桂花乌龙 100g 1.000 taobao",
            "1011 1 accepted null null purchase 2500 2026-05-09 04:00:00 taobao:谷雨 桂花乌龙 100g 1.000 taobao",
            "1012 1 accepted null null purchase 1200 2026-05-10 04:01:00 taobao:谷雨 桂花乌龙 100g 1.000 taobao");
    assertThat(accounts(LandedOrders.CONTRACT, orders)).isEqualTo("13 = 11 + 1 + 1");
  }

  @Test
  void whatTaobaoGaveBackIsARefundAtTheLatestTimeOfItsRow() {
    Dataset<Row> refunds = refunds("taobao", CHINA);

    assertThat(refundLines(refunds))
        .containsExactly(
            "1002 1002 accepted null null 10000 2026-05-02 02:00:30 taobao:𠮷野 null 退款",
            "1003 1003 accepted null null 5050 2026-05-09 15:30:00 taobao:陶喆的茶 null null",
            "1008 1008 accepted null null 8800 2026-05-06 04:01:00 taobao:谷雨 null 退款",
            "1009 1009 rejected bad_number amount=待定 null 2026-05-07 04:01:00 taobao:谷雨 null null",
            "1012 1012 accepted null null 1200 2026-05-10 04:01:00 taobao:谷雨 null null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("5 = 4 + 1 + 0");
  }

  @Test
  void theTaobaoOrdersGivenBackWholeAreTheBadOnes() {
    Dataset<Row> landedOrders = orders("taobao", CHINA);
    Dataset<Row> links = none(IdentityLinks.TABLE);
    Dataset<Row> lines = OrderLines.from(landedOrders, links);
    Dataset<Row> orders = Orders.from(lines, Days.ALL);
    Dataset<Row> requests = RefundRequests.from(landedOrders, refunds("taobao", CHINA), links);
    Dataset<Row> refunds = Refunds.from(Refunds.requested(requests, orders), orders, lines);
    RunDate lastDay = new RunDate(LocalDate.parse("2026-05-31"), SHANGHAI);
    Dataset<Row> values =
        OrderValues.from(orders, refunds, none(Complaints.TABLE), lastDay, Days.ALL);

    assertThat(
            lines(
                values
                    .where(OrderValues.REFUNDED_MINOR.col().gt(0))
                    .select(
                        OrderValues.ORDER_ID.col(),
                        OrderValues.NET_MINOR.col(),
                        OrderValues.OVER_REFUND_MINOR.col(),
                        OrderValues.IS_BAD.col())))
        .containsExactly("1002 0 0 true", "1003 114950 0 false", "1008 0 0 true", "1012 0 0 true");
  }

  @Test
  void youzanBuyersArePhonesNobodyCanReadAndFailedGroupsAreNoPurchases() {
    Dataset<Row> orders = orders("youzan", CHINA);

    assertThat(orderLines(orders))
        .containsExactly(
            "E20260501100000000000001 1 accepted null null purchase 9900 2026-05-01 02:00:00 "
                + FIRST_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260502100000000000002 1 accepted null null purchase 12000 2026-05-02 02:00:00 "
                + FIRST_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260503100000000000003 1 accepted null null purchase 108050 2026-05-03 02:00:00 null null 3.000 youzan",
            "E20260504100000000000004 1 accepted null null unpaid 0 2026-05-04 01:59:00 "
                + SECOND_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260504100000000000005 1 accepted null null cancelled 2000 2026-05-04 02:59:00 "
                + SECOND_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260505100000000000006 1 accepted null null failed_group_buy 1500 2026-05-05 02:00:00 "
                + SECOND_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260505100000000000007 1 accepted null null purchase 1500 2026-05-05 03:00:00 "
                + SECOND_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260506100000000000008 1 accepted null null zero_price 0 2026-05-06 02:00:00 "
                + SECOND_PHONE
                + " 体验装 1.000 youzan",
            "E20260507100000000000009 1 rejected bad_date ordered_at=2026/05/07 10:00 purchase 1500 null "
                + SECOND_PHONE
                + " 桂花乌龙 1.000 youzan",
            "E20260507100000000000010 1 accepted null null purchase 3000 2026-05-07 02:00:00 null 桂花乌龙 1.000 youzan");
    assertThat(accounts(LandedOrders.CONTRACT, orders)).isEqualTo("10 = 9 + 1 + 0");
  }

  @Test
  void youzanRefundsComeFromTheSameFileInAnyCharset() throws IOException {
    List<String> refunds =
        List.of(
            "E20260502100000000000002 E20260502100000000000002 accepted null null 12000 2026-05-02 02:00:00 "
                + FIRST_PHONE
                + " null 退款成功（全额退款）",
            "E20260503100000000000003 E20260503100000000000003 accepted null null 8025 2026-05-10 08:30:00 null null 退款成功（部分退款）");
    Dataset<Row> asExported = refunds("youzan", CHINA);
    assertThat(refundLines(asExported)).isEqualTo(refunds);
    assertThat(accounts(LandedRefunds.CONTRACT, asExported)).isEqualTo("2 = 2 + 0 + 0");

    String text = Files.readString(resources("youzan").resolve("20260511.csv"));
    Files.write(
        folder.resolve("20260511.csv"), text.substring(1).getBytes(Charset.forName("GB18030")));
    Settings.Source inGb18030 = source("youzan", folder, "layout { charset = GB18030 }");
    assertThat(refundLines(refunds(inGb18030, CHINA))).isEqualTo(refunds);
    Settings.Source inUtf8 = source("youzan", folder, "");
    assertThatThrownBy(() -> orders(inUtf8, CHINA))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("The file is in another charset: set sources.orders.layout.charset");
  }

  @Test
  void theArticlesOfAWechatShopOrderAreItsLines() {
    Dataset<Row> orders = orders("wechat-shop", CHINA);

    assertThat(orderLines(orders))
        .containsExactly(
            "3701 10001/GH-100/规格:100g accepted null null purchase 5980 2026-05-01 02:00:00 "
                + FIRST_PHONE
                + " 10001 2.000 wechat-shop",
            "3701 10001/GH-250/规格:250g accepted null null purchase 3990 2026-05-01 02:00:00 "
                + FIRST_PHONE
                + " 10001 1.000 wechat-shop",
            "3702 10002 accepted null null purchase 102000 2026-05-02 02:00:00 "
                + FIRST_PHONE
                + " 10002 1.000 wechat-shop",
            "3703 10002 accepted null null cancelled 2000 2026-05-03 01:59:00 "
                + SECOND_PHONE
                + " 10002 1.000 wechat-shop",
            "3704 10002 accepted null null purchase 2000 2026-05-31 16:00:30 "
                + SECOND_PHONE
                + " 10002 1.000 wechat-shop",
            "3704 10002 duplicate null null unpaid 2000 2026-05-31 15:59:00 "
                + SECOND_PHONE
                + " 10002 1.000 wechat-shop",
            "3705 10002 accepted null null purchase 2000 2026-05-05 02:00:00 null 10002 1.000 wechat-shop",
            "3706 10002 accepted null null purchase 2000 2026-05-06 02:00:00 null 10002 1.000 wechat-shop",
            "3707 10003 accepted null null zero_price 0 2026-05-06 02:00:00 "
                + SECOND_PHONE
                + " 10003 1.000 wechat-shop",
            "3708 10003 accepted null null cancelled 900 2026-05-07 02:00:00 "
                + SECOND_PHONE
                + " 10003 1.000 wechat-shop",
            "3709 10003 accepted null null purchase 900 2026-05-08 02:00:00 "
                + SECOND_PHONE
                + " 10003 1.000 wechat-shop");
    assertThat(accounts(LandedOrders.CONTRACT, orders)).isEqualTo("11 = 10 + 0 + 1");
  }

  @Test
  void aWechatShopArticleThatWasGivenBackIsARefundOfThatArticle() {
    Dataset<Row> refunds = refunds("wechat-shop", CHINA);

    assertThat(refundLines(refunds))
        .containsExactly(
            "3701/10001/GH-250/规格:250g 3701 accepted null null 3990 2026-05-11 12:00:00 "
                + FIRST_PHONE
                + " 10001 null",
            "3702/10002 3702 accepted null null 102000 2026-05-02 02:00:00 "
                + FIRST_PHONE
                + " 10002 null",
            "3709/10003 3709 rejected bad_number amount=九 null 2026-05-08 02:00:00 "
                + SECOND_PHONE
                + " 10003 null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("3 = 2 + 1 + 0");
  }

  @Test
  void aShopifyOrderIsItsFirstRowAndTheOthersAreNotRead() {
    String caller = hashed("phone:", "4915112345678");
    Dataset<Row> orders = orders("shopify", GERMANY);

    assertThat(orderLines(orders))
        .containsExactly(
            "#1001 1 accepted null null purchase 5391 2026-03-28 22:30:00 "
                + ANN
                + " null null web",
            "#1002 1 accepted null null purchase 2000 2026-03-29 00:30:00 "
                + ANN
                + " null null web",
            "#1003 1 accepted null null purchase 100000 2026-04-02 08:00:00 "
                + BOB
                + " null null web",
            "#1004 1 accepted null null unpaid 3000 2026-04-03 08:00:00 "
                + caller
                + " null null web",
            "#1005 1 accepted null null purchase 3000 2026-04-04 08:00:00 "
                + caller
                + " null null pos",
            "#1006 1 accepted null null purchase 500 2026-04-04 09:00:00 null null null pos",
            "#1007 1 accepted null null cancelled 3000 2026-04-05 08:00:00 "
                + BOB
                + " null null web",
            "#1008 1 accepted null null cancelled 3000 2026-04-06 08:00:00 "
                + BOB
                + " null null web",
            "#1009 1 accepted null null test 3000 2026-04-07 08:00:00 " + BOB + " null null web",
            "#1010 1 accepted null null zero_price 0 2026-04-07 10:00:00 " + BOB + " null null web",
            "#1011 1 rejected foreign_currency currency=USD purchase 3000 2026-04-08 10:00:00 "
                + BOB
                + " null null web",
            "#1012 1 accepted null null unpaid 3000 2026-04-08 11:00:00 " + BOB + " null null web",
            "#1013 1 rejected bad_date ordered_at=2026-04-09 purchase 3000 null "
                + BOB
                + " null null web");
    assertThat(accounts(LandedOrders.CONTRACT, orders)).isEqualTo("13 = 11 + 2 + 0");
  }

  @Test
  void shopifyRefundsAreAtTheLatestInstantWhateverItsOffset() {
    Dataset<Row> refunds = refunds("shopify", GERMANY);

    assertThat(refundLines(refunds))
        .containsExactly(
            "#1002 #1002 accepted null null 2000 2026-03-29 01:10:00 " + ANN + " null null",
            "#1003 #1003 accepted null null 25050 2026-04-04 10:00:00 " + BOB + " null null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("2 = 2 + 0 + 0");
  }

  @Test
  void aWoocommerceOrderIsARowWithItsTotal() {
    Dataset<Row> orders = orders("woocommerce", GERMANY);

    assertThat(orderLines(orders))
        .containsExactly(
            "501 1 accepted null null purchase 1490 2026-05-01 21:30:00 "
                + ANN
                + " null null woocommerce",
            "502 1 accepted null null purchase 2000 2026-05-02 08:00:00 "
                + ANN
                + " null null woocommerce",
            "503 1 accepted null null purchase 100000 2026-05-03 08:00:00 customer:4 null null woocommerce",
            "504 1 accepted null null unpaid 3000 2026-05-04 08:00:00 customer:4 null null woocommerce",
            "505 1 accepted null null cancelled 3000 2026-05-04 09:00:00 customer:4 null null woocommerce",
            "506 1 accepted null null purchase 3000 2026-05-04 10:00:00 customer:4 null null woocommerce",
            "507 1 accepted null null purchase 3000 2026-05-05 08:00:00 null null null woocommerce",
            "508 1 accepted null null zero_price 0 2026-05-05 09:00:00 customer:4 null null woocommerce",
            "509 1 rejected foreign_currency currency=USD purchase 3000 2026-05-06 08:00:00 customer:4 null null woocommerce",
            "510 1 accepted null null purchase 3000 2026-05-07 08:00:00 customer:4 null null woocommerce",
            "511 1 rejected bad_date ordered_at=05/07/2026 10:00 purchase 3000 null customer:4 null null woocommerce");
    assertThat(accounts(LandedOrders.CONTRACT, orders)).isEqualTo("11 = 9 + 2 + 0");
  }

  @Test
  void woocommerceRefundsAreAtTheirLatestDateInEitherNotation() {
    Dataset<Row> refunds = refunds("woocommerce", GERMANY);

    assertThat(refundLines(refunds))
        .containsExactly(
            "502 502 accepted null null 2000 2026-05-04 07:30:00 " + ANN + " null null",
            "503 503 accepted null null 25050 2026-05-09 20:30:00 customer:4 null null",
            "506 506 accepted null null 3000 2026-05-06 06:00:00 customer:4 null null",
            "510 510 rejected bad_number amount=some null 2026-05-07 08:00:00 customer:4 null null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("4 = 3 + 1 + 0");
  }

  private static Dataset<Row> orders(String preset, Reading reading) {
    return orders(source(preset, resources(preset), ""), reading);
  }

  private static Dataset<Row> orders(Settings.Source source, Reading reading) {
    Landing landing =
        LandedOrders.landing(
            Preset.load(source.preset()).mappingOf(LandedOrders.CONTRACT), reading);
    return once(landing.from(raw(LandedOrders.CONTRACT, source)));
  }

  private static Dataset<Row> refunds(String preset, Reading reading) {
    return refunds(source(preset, resources(preset), ""), reading);
  }

  private static Dataset<Row> refunds(Settings.Source source, Reading reading) {
    Landing landing =
        LandedRefunds.landing(
            Preset.load(source.preset()).mappingOf(LandedRefunds.CONTRACT), reading, List.of());
    return once(landing.from(raw(LandedRefunds.CONTRACT, source)));
  }

  /** The rows as they are, so that asking several things of them does not land them again. */
  private static Dataset<Row> once(Dataset<Row> landed) {
    return session().createDataFrame(landed.collectAsList(), landed.schema());
  }

  private static Dataset<Row> raw(SourceContract contract, Settings.Source source) {
    SourceReader reader = new SourceReader(session(), Map.of(contract.name(), source));
    return reader.rows(contract.name(), reader.files(contract.name()));
  }

  private static Settings.Source source(String preset, Path files, String more) {
    return RecordReader.read(
        ConfigFactory.parseString(
            "preset = %s, files = [\"%s/*.csv\"]%n%s".formatted(preset, files, more)),
        Settings.Source.class);
  }

  private static Path resources(String preset) {
    return Path.of("src", "test", "resources", "presets", preset).toAbsolutePath();
  }

  private static Dataset<Row> none(Table table) {
    return session().createDataFrame(List.of(), table.schema());
  }

  private static List<String> orderLines(Dataset<Row> landed) {
    return lines(
        landed.select(
            LandedOrders.ORDER_ID.col(),
            LandedOrders.LINE_NO.col(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedRows.KIND.col(),
            LandedOrders.AMOUNT_MINOR.col(),
            text(LandedOrders.ORDERED_AT.col()),
            LandedOrders.USER_ID.col(),
            LandedOrders.PRODUCT_ID.col(),
            LandedOrders.QUANTITY.col(),
            LandedOrders.CHANNEL.col()));
  }

  private static List<String> refundLines(Dataset<Row> landed) {
    return lines(
        landed.select(
            LandedRefunds.REFUND_ID.col(),
            LandedRefunds.ORDER_ID.col(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedRefunds.AMOUNT_MINOR.col(),
            text(LandedRefunds.REFUNDED_AT.col()),
            LandedRefunds.USER_ID.col(),
            LandedRefunds.PRODUCT_ID.col(),
            LandedRefunds.REASON.col()));
  }

  private static String accounts(SourceContract contract, Dataset<Row> landed) {
    Row all =
        SourceAccounting.from(SourceDays.from(Map.of(contract, landed), Days.ALL))
            .where(SourceAccounting.KIND.col().equalTo(SourceAccounting.ALL))
            .head();
    return "%d = %d + %d + %d"
        .formatted(all.getLong(2), all.getLong(3), all.getLong(4), all.getLong(5));
  }

  private static Column text(Column instant) {
    return instant.cast(DataTypes.StringType);
  }

  private static String hashed(String prefix, String value) {
    return prefix + DigestUtils.sha256Hex(value.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).sorted().toList();
  }
}
