package io.seedbed.jobs.ingest;

import static io.seedbed.jobs.ingest.OrderExports.CHINA;
import static io.seedbed.jobs.ingest.OrderExports.GERMANY;
import static io.seedbed.jobs.ingest.OrderExports.givenBack;
import static io.seedbed.jobs.ingest.OrderExports.orderLines;
import static io.seedbed.jobs.ingest.OrderExports.orders;
import static io.seedbed.jobs.ingest.OrderExports.refundLines;
import static io.seedbed.jobs.ingest.OrderExports.refunds;
import static io.seedbed.jobs.ingest.OrderExports.resources;
import static io.seedbed.jobs.ingest.OrderExports.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceException;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same orders exported again after something changed, and exports that are written otherwise.
 */
class ChangedOrderExportsTest {

  private static final Map<String, String> FILES =
      Map.of(
          "youzan", "20260511.csv",
          "wechat-shop", "20260531.csv",
          "taobao", "ExportOrderList202605100800.csv",
          "shopify", "orders_export-2026-05-01.csv",
          "woocommerce", "orders-export-2026-05-10.csv");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("exportsInTurn")
  void ofWhatWasGivenBackTheLastExportCounts(
      String preset,
      String change,
      UnaryOperator<String> first,
      UnaryOperator<String> last,
      List<String> givenBack)
      throws IOException {
    assertThat(givenBack(inTurn(preset, first, last), reading(preset)))
        .as(change)
        .isEqualTo(givenBack);
  }

  private static Stream<Arguments> exportsInTurn() {
    UnaryOperator<String> asItIs = text -> text;
    return Stream.of(
        Arguments.of(
            "youzan",
            "refunds were taken back",
            asItIs,
            edited(
                Map.of(
                    "交易关闭,2026-05-02", "已发货,2026-05-02",
                    "退款成功（全额退款）,120.00", "退款关闭,0.00",
                    "退款成功（部分退款）,80.25", ",")),
            List.of()),
        Arguments.of(
            "youzan",
            "a group-buy of which a part had been given back failed",
            edited(Map.of("8613800000002,,,0.00", "8613800000002,,退款成功（部分退款）,5.00")),
            edited(Map.of("已发货,2026-05-05 10:59", "交易关闭,2026-05-05 10:59")),
            List.of("E20260502100000000000002 12000", "E20260503100000000000003 8025")),
        Arguments.of(
            "youzan",
            "a finished order was closed and its time of success taken away",
            edited(
                Map.of(
                    "交易关闭,2026-05-02 09:59:00,2026-05-02 10:00:00,",
                    "交易成功,2026-05-02 09:59:00,2026-05-02 10:00:00,2026-05-09 10:00:00",
                    "退款成功（全额退款）,120.00",
                    ",")),
            asItIs,
            List.of("E20260502100000000000002 12000", "E20260503100000000000003 8025")),
        Arguments.of(
            "wechat-shop",
            "refunds were taken back",
            asItIs,
            edited(
                Map.of(
                    "2026-05-02 09:59:00,,,,已取消",
                    "2026-05-02 09:59:00,,,,待发货",
                    "退款完成",
                    "售后关闭",
                    "39.90\r\n",
                    "0.00\r\n")),
            List.of()),
        Arguments.of(
            "taobao",
            "a refund was taken back and its time of receipt too",
            asItIs,
            edited(Map.of(",50.50,,2026-05-09 23:30:00", ",无退款申请,,")),
            List.of("1002 10000", "1008 8800", "1012 1200")),
        Arguments.of(
            "taobao",
            "a finished order was closed in a report without its time of receipt",
            edited(
                Map.of(
                    "0.00,,交易关闭,,测试,某省 某市 某区,,,'13900000000,2026-05-02",
                    "100.00,,交易成功,,测试,某省 某市 某区,,,'13900000000,2026-05-02",
                    ",100.00,,,0.00元",
                    ",0.00,,2026-05-09 08:00:00,0.00元")),
            asItIs,
            List.of("1002 10000", "1003 5050", "1008 8800", "1012 1200")),
        Arguments.of(
            "shopify",
            "a refund and the fulfilment were taken back",
            asItIs,
            edited(
                Map.of(
                    "partially_refunded",
                    "paid",
                    "2026-04-04 12:00:00 +0200",
                    "",
                    "250.50",
                    "0.00")),
            List.of("#1002 2000")),
        Arguments.of(
            "shopify",
            "an order grew and is not paid any longer",
            asItIs,
            edited(Map.of("partially_refunded", "partially_paid")),
            List.of("#1002 2000")),
        Arguments.of(
            "woocommerce",
            "a refund was deleted",
            asItIs,
            refundDeleted(edited(Map.of("1000.00,250.50", "1000.00,0.00"))),
            List.of("502 2000", "506 3000")));
  }

  @ParameterizedTest
  @CsvSource({
    "shopify, '2026-04-04 12:00:00 +0200,,EUR,,0.00,0.00,1000.00', ',,EUR,,0.00,0.00,900.00', #1003",
    "woocommerce, '1000.00,250.50', '900.00,0.00', 503"
  })
  void theOrderOfTheLastExportCountsThoughItsTimesAreEarlier(
      String preset, String first, String last, String order) throws IOException {
    Settings.Source inTurn =
        inTurn(preset, text -> text, refundDeleted(edited(Map.of(first, last))));

    assertThat(orderLines(orders(inTurn, reading(preset))))
        .filteredOn(line -> line.startsWith(order + " 1 accepted"))
        .singleElement()
        .asString()
        .contains(" purchase 90000 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"youzan", "wechat-shop", "taobao", "shopify", "woocommerce"})
  void cellsOfTabsAndBlanksAreEmpty(String preset) throws IOException {
    Settings.Source asExported = source(preset, resources(preset), "");
    try (Stream<Path> exports = Files.list(resources(preset))) {
      for (Path export : exports.toList()) {
        String text = Files.readString(export, charset(preset));
        String tabbed = text.replaceAll(",(?=,)", ",\"\t \"").replaceAll(",(?=\n)", ",\t");
        assertThat(tabbed).contains(",\"\t \",").isNotEqualTo(text);
        Files.writeString(folder.resolve(export.getFileName()), tabbed, charset(preset));
      }
    }
    Settings.Source tabbed = source(preset, folder, "");

    assertThat(orderLines(orders(tabbed, reading(preset))))
        .isEqualTo(orderLines(orders(asExported, reading(preset))));
    assertThat(refundLines(refunds(tabbed, reading(preset))))
        .isEqualTo(refundLines(refunds(asExported, reading(preset))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SKU编码(自定义)", "商品属性"})
  void aWechatShopExportWithoutAColumnThatNamesItsLinesIsRefused(String column) throws IOException {
    write("wechat-shop", "20260531.csv", edited(Map.of("," + column + ",", ",其他,")));
    Settings.Source without = source("wechat-shop", folder, "");

    assertThatThrownBy(() -> orders(without, CHINA))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll(
            "Cannot read orders: the preset's expression for line_no, ",
            column,
            "does not fit its columns [",
            "Correct the preset or the file.");
    assertThatThrownBy(() -> refunds(without, CHINA))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("Cannot read refunds: the preset's expression for refund_id, ");
  }

  @Test
  void aShopifyOrderIsPaidOnlyWhereItsStatusSaysSo() throws IOException {
    write(
        "shopify",
        "orders_export-2026-05-01.csv",
        edited(
            Map.of(
                "#1002,ann@example.org ,refunded,", "#1002,ann@example.org ,,",
                "#1003,bob@example.org,partially_refunded,", "#1003,bob@example.org,,",
                "#1005,,paid,", "#1005,,,",
                "#1006,,paid,", "#1006,,some other,")));
    Settings.Source changed = source("shopify", folder, "");

    assertThat(orderLines(orders(changed, GERMANY)))
        .filteredOn(line -> line.matches("#100[2356] .*"))
        .extracting(line -> line.replaceFirst(" 1 accepted null null ([a-z]+) .*", " $1"))
        .containsExactly("#1002 cancelled", "#1003 unpaid", "#1005 unpaid", "#1006 unpaid");
    assertThat(givenBack(changed, GERMANY)).isEmpty();
  }

  @Test
  void aWoocommerceOrderWithoutAStatusIsUnpaidUnlessSomethingWasGivenBack() throws IOException {
    write(
        "woocommerce",
        "orders-export-2026-05-10.csv",
        edited(
            Map.of(
                "2026-05-01 23:30:00,completed,", "2026-05-01 23:30:00,,",
                "2026-05-03 10:00:00,wc-completed,", "2026-05-03 10:00:00,,")));
    Settings.Source changed = source("woocommerce", folder, "");

    assertThat(orderLines(orders(changed, GERMANY)))
        .filteredOn(line -> line.matches("50[13] .*"))
        .extracting(line -> line.replaceFirst(" 1 accepted null null ([a-z]+) .*", " $1"))
        .containsExactly("501 unpaid", "503 purchase");
    assertThat(givenBack(changed, GERMANY)).containsExactly("502 2000", "503 25050", "506 3000");
  }

  /** The exports of a platform, of which the first stands again at the end, changed. */
  private Settings.Source inTurn(
      String preset, UnaryOperator<String> first, UnaryOperator<String> last) throws IOException {
    try (Stream<Path> exports = Files.list(resources(preset))) {
      for (Path export : exports.toList()) {
        Files.copy(export, folder.resolve(export.getFileName()));
      }
    }
    write(preset, FILES.get(preset), first);
    write(preset, "orders_later-" + FILES.get(preset), last);
    return source(preset, folder, "");
  }

  private void write(String preset, String name, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(resources(preset).resolve(FILES.get(preset)), charset(preset));
    Files.writeString(folder.resolve(name), change.apply(text), charset(preset));
  }

  /** Takes the refunds of the one WooCommerce order away that has several. */
  private static UnaryOperator<String> refundDeleted(UnaryOperator<String> change) {
    return text -> change.apply(text).replaceFirst("id:602[^,]*", "");
  }

  /** Puts the values in place of the keys, each of which is there. */
  private static UnaryOperator<String> edited(Map<String, String> edits) {
    return text -> {
      String changed = text;
      for (Map.Entry<String, String> edit : edits.entrySet()) {
        assertThat(changed).contains(edit.getKey());
        changed = changed.replace(edit.getKey(), edit.getValue());
      }
      return changed;
    };
  }

  private static Charset charset(String preset) {
    return preset.equals("taobao") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
  }

  private static Reading reading(String preset) {
    return List.of("shopify", "woocommerce").contains(preset) ? GERMANY : CHINA;
  }
}
