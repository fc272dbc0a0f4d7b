package io.seedbed.jobs.ingest;

import static io.seedbed.jobs.ingest.OrderExports.CHINA;
import static io.seedbed.jobs.ingest.OrderExports.GERMANY;
import static io.seedbed.jobs.ingest.OrderExports.SHANGHAI;
import static io.seedbed.jobs.ingest.OrderExports.accounts;
import static io.seedbed.jobs.ingest.OrderExports.lines;
import static io.seedbed.jobs.ingest.OrderExports.none;
import static io.seedbed.jobs.ingest.OrderExports.orderLines;
import static io.seedbed.jobs.ingest.OrderExports.refundLines;
import static io.seedbed.jobs.ingest.OrderExports.resources;
import static io.seedbed.jobs.ingest.OrderExports.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.RefundRequests;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceException;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order exports of shop platforms: what each row of them is, to the minor unit. */
class OrderPresetsTest {

  private static final String ANN = hashed("email:", "ann@example.org");
  private static final String BOB = hashed("email:", "bob@example.org");
  private static final String CALLER = hashed("phone:", "4915112345678");
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
            "1001 1001 accepted null null 0 2026-05-06 00:00:00 taobao:陶喆的茶 null null",
            "1002 1002 accepted null null 10000 2026-05-02 02:00:30 taobao:𠮷野 null 退款",
            "1003 1003 accepted null null 5050 2026-05-09 15:30:00 taobao:陶喆的茶 null null",
            "1004 1004 accepted null null 0 2026-05-04 16:10:00 taobao:小满 null null",
            "1006 1006 accepted null null 0 2026-05-05 04:00:09 null null null",
            "1007 1007 accepted null null 0 2026-05-07 05:00:00 taobao:小满 null null",
            "1008 1008 accepted null null 8800 2026-05-06 04:01:00 taobao:谷雨 null 退款",
            "1009 1009 rejected bad_number amount=待定 null 2026-05-07 04:01:00 taobao:谷雨 null null",
            "1010 1010 accepted null null 0 2026-05-08 04:01:00 taobao:谷雨 null null",
            "1011 1011 accepted null null 0 2026-05-12 04:00:00 taobao:谷雨 null null",
            "1012 1012 accepted null null 1200 2026-05-10 04:01:00 taobao:谷雨 null null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("11 = 10 + 1 + 0");
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
        OrderValues.from(
            orders, refunds, none(Complaints.TABLE), none(Appeals.TABLE), lastDay, Days.ALL);

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
            "E20260501100000000000001 E20260501100000000000001 accepted null null 0 2026-05-08 02:00:00 "
                + FIRST_PHONE
                + " null null",
            "E20260502100000000000002 E20260502100000000000002 accepted null null 12000 2026-05-02 02:00:00 "
                + FIRST_PHONE
                + " null 退款成功（全额退款）",
            "E20260503100000000000003 E20260503100000000000003 accepted null null 8025 2026-05-10 08:30:00 null null 退款成功（部分退款）",
            "E20260505100000000000006 E20260505100000000000006 accepted null null 0 2026-05-05 02:00:00 "
                + SECOND_PHONE
                + " null null",
            "E20260505100000000000007 E20260505100000000000007 accepted null null 0 2026-05-05 03:00:00 "
                + SECOND_PHONE
                + " null null",
            "E20260506100000000000008 E20260506100000000000008 accepted null null 0 2026-05-06 02:00:00 "
                + SECOND_PHONE
                + " null null",
            "E20260507100000000000009 E20260507100000000000009 rejected bad_date refunded_at=2026/05/07 10:00 0 null "
                + SECOND_PHONE
                + " null null",
            "E20260507100000000000010 E20260507100000000000010 accepted null null 0 2026-05-07 02:00:00 null null null");
    Dataset<Row> asExported = refunds("youzan", CHINA);
    assertThat(refundLines(asExported)).isEqualTo(refunds);
    assertThat(accounts(LandedRefunds.CONTRACT, asExported)).isEqualTo("8 = 7 + 1 + 0");

    String text = Files.readString(resources("youzan").resolve("20260511.csv"));
    Files.write(
        folder.resolve("20260511.csv"), text.substring(1).getBytes(Charset.forName("GB18030")));
    Settings.Source inGb18030 = source("youzan", folder, "layout { charset = GB18030 }");
    assertThat(refundLines(OrderExports.refunds(inGb18030, CHINA))).isEqualTo(refunds);
    Settings.Source inUtf8 = source("youzan", folder, "");
    assertThatThrownBy(() -> OrderExports.orders(inUtf8, CHINA))
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
            "3701/10001/GH-100/规格:100g 3701 accepted null null 0 2026-05-11 12:00:00 "
                + FIRST_PHONE
                + " 10001 null",
            "3701/10001/GH-250/规格:250g 3701 accepted null null 3990 2026-05-11 12:00:00 "
                + FIRST_PHONE
                + " 10001 null",
            "3702/10002 3702 accepted null null 102000 2026-05-02 02:00:00 "
                + FIRST_PHONE
                + " 10002 null",
            "3704/10002 3704 accepted null null 0 2026-05-31 16:00:30 "
                + SECOND_PHONE
                + " 10002 null",
            "3705/10002 3705 accepted null null 0 2026-05-05 02:00:00 null 10002 null",
            "3706/10002 3706 accepted null null 0 2026-05-06 02:00:00 null 10002 null",
            "3707/10003 3707 accepted null null 0 2026-05-06 02:00:00 "
                + SECOND_PHONE
                + " 10003 null",
            "3708/10003 3708 accepted null null 0 2026-05-07 02:00:00 "
                + SECOND_PHONE
                + " 10003 null",
            "3709/10003 3709 rejected bad_number amount=九 null 2026-05-08 02:00:00 "
                + SECOND_PHONE
                + " 10003 null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("9 = 8 + 1 + 0");
  }

  @Test
  void aShopifyOrderIsItsFirstRowAndTheOthersAreNotRead() {
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
                + CALLER
                + " null null web",
            "#1005 1 accepted null null purchase 3000 2026-04-04 08:00:00 "
                + CALLER
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
            "#1001 #1001 accepted null null 0 2026-03-28 22:30:00 " + ANN + " null null",
            "#1002 #1002 accepted null null 2000 2026-03-29 01:10:00 " + ANN + " null null",
            "#1003 #1003 accepted null null 25050 2026-04-04 10:00:00 " + BOB + " null null",
            "#1004 #1004 accepted null null 0 2026-04-03 08:00:00 " + CALLER + " null null",
            "#1005 #1005 accepted null null 0 2026-04-04 08:00:00 " + CALLER + " null null",
            "#1006 #1006 accepted null null 0 2026-04-04 09:00:00 null null null",
            "#1007 #1007 accepted null null 0 2026-04-05 09:00:00 " + BOB + " null null",
            "#1008 #1008 accepted null null 0 2026-04-06 09:00:00 " + BOB + " null null",
            "#1009 #1009 accepted null null 0 2026-04-07 08:00:00 " + BOB + " null null",
            "#1010 #1010 accepted null null 0 2026-04-07 10:00:00 " + BOB + " null null",
            "#1011 #1011 rejected foreign_currency currency=USD 0 2026-04-08 10:00:00 "
                + BOB
                + " null null",
            "#1012 #1012 accepted null null 0 2026-04-08 11:00:00 " + BOB + " null null",
            "#1013 #1013 accepted null null 0 2026-04-09 09:59:00 " + BOB + " null null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("13 = 12 + 1 + 0");
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
            "501 501 accepted null null 0 2026-05-01 21:30:00 " + ANN + " null null",
            "502 502 accepted null null 2000 2026-05-04 07:30:00 " + ANN + " null null",
            "503 503 accepted null null 25050 2026-05-09 20:30:00 customer:4 null null",
            "504 504 accepted null null 0 2026-05-04 08:00:00 customer:4 null null",
            "505 505 accepted null null 0 2026-05-04 09:00:00 customer:4 null null",
            "506 506 accepted null null 3000 2026-05-06 06:00:00 customer:4 null null",
            "507 507 accepted null null 0 2026-05-05 08:00:00 null null null",
            "508 508 accepted null null 0 2026-05-05 09:00:00 customer:4 null null",
            "509 509 rejected foreign_currency currency=USD 0 2026-05-06 08:00:00 customer:4 null null",
            "510 510 rejected bad_number amount=some null 2026-05-07 08:00:00 customer:4 null null",
            "511 511 rejected bad_date refunded_at=05/07/2026 10:00 0 null customer:4 null null");
    assertThat(accounts(LandedRefunds.CONTRACT, refunds)).isEqualTo("11 = 8 + 3 + 0");
  }

  private static Dataset<Row> orders(String preset, Reading reading) {
    return OrderExports.orders(source(preset, resources(preset), ""), reading);
  }

  private static Dataset<Row> refunds(String preset, Reading reading) {
    return OrderExports.refunds(source(preset, resources(preset), ""), reading);
  }

  private static String hashed(String prefix, String value) {
    return prefix + DigestUtils.sha256Hex(value.getBytes(StandardCharsets.UTF_8));
  }
}
