package io.seedbed.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.source.KindRule;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.SourceException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is taken for by the names of its columns. */
class RecognitionTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"youzan", "wechat-shop", "taobao", "shopify", "woocommerce"})
  void anExportIsRecognisedAsThatOfItsPlatform(String preset) {
    Path exports = Path.of("src", "test", "resources", "presets", preset).toAbsolutePath();

    assertThat(recognised(exports + "/*.csv").fits().get(0).preset()).isEqualTo(preset);
  }

  @Test
  void aFileWithTheCanonicalNamesIsCanonical() throws IOException {
    write("orders.csv", "order_id,user_id,ordered_at,amount\n", StandardCharsets.UTF_8);

    assertThat(recognised(folder + "/orders.csv").fits())
        .containsExactly(new Recognition.Fit("canonical-csv", 2, 2));
  }

  @Test
  void forAnUnknownHeaderAPresetIsDraftedThatLoads() throws IOException {
    write(
        "导出.csv", "订单编号;会员ID;付款时间;实付金额;商品名称;留言\n1;2;2026-05-01;3;茶;\n", Charset.forName("GB18030"));
    Recognition recognition = recognised(folder + "/导出.csv");

    assertThat(recognition.fits()).isEmpty();
    assertThat(recognition.draft())
        .hasValue(
            """
            format = csv

            layout {
              charset = "GB18030"
              separator = ";"
            }

            sources {
              orders {
                columns {
                  order_id { column = "订单编号" }
                  user_id { column = "会员ID" }
                  ordered_at { column = "付款时间" }
                  product_id { column = "商品名称" }
                  amount { column = "实付金额" }
                }
              }
            }
            """);
    Path preset = folder.resolve("shop.conf");
    Files.writeString(preset, recognition.draft().orElseThrow());
    assertThat(
            Preset.load(preset.toString())
                .mappingOf(LandedOrders.CONTRACT)
                .of("amount")
                .orElseThrow()
                .column())
        .hasValue("实付金额");
  }

  @Test
  void aRequiredInputThatNoColumnIsCalledLikeIsSaid() throws IOException {
    write("orders.csv", "订单号,商品数量\n1,2\n", StandardCharsets.UTF_8);

    assertThat(recognised(folder + "/orders.csv").draft().orElseThrow())
        .contains(
            "      # Required, and no column is called like it.\n      ordered_at { column = \"\" }\n");
  }

  @Test
  void keysOfJsonLinesAreRecognisedToo() throws IOException {
    write(
        "chat.jsonl",
        "{\"msgid\":\"m1\",\"roomid\":\"r1\",\"sender\":\"u1\",\"create_time\":1,\"content\":\"hi\"}\n",
        StandardCharsets.UTF_8);
    String draft = recognised(folder + "/chat.jsonl").draft().orElseThrow();

    assertThat(draft)
        .contains("format = json-lines", "chat_messages {", "sent_at { column = \"create_time\" }")
        .contains("text { column = \"content\" }");
    Path preset = folder.resolve("chat.conf");
    Files.writeString(preset, draft);
    assertThat(Preset.load(preset.toString()).mappingOf(LandedChatMessages.CONTRACT).columns())
        .isPresent();
  }

  @Test
  void columnsThatNobodyKnowsMakeNoPreset() throws IOException {
    write("weather.csv", "wind,rain\n1,2\n", StandardCharsets.UTF_8);

    Recognition recognition = recognised(folder + "/weather.csv");
    assertThat(recognition.fits()).isEmpty();
    assertThat(recognition.draft()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wecom-archive", "wecom-groups-lines"})
  void linesOfWeComAreRecognised(String preset) {
    assertThat(recognised(fixtures(preset) + "/*.jsonl").fits().get(0).preset()).isEqualTo(preset);
  }

  @Test
  void anEmployeesMessageToOneCustomerIsRecognisedWhateverItsType() throws IOException {
    write(
        "archive.jsonl",
        "{\"msgid\":\"m1\",\"action\":\"send\",\"from\":\"a\",\"tolist\":[\"b\"],\"msgtime\":1,\"msgtype\":\"voice\",\"voice\":{}}\n",
        StandardCharsets.UTF_8);

    assertThat(recognised(folder + "/archive.jsonl").fits())
        .containsExactly(new Recognition.Fit("wecom-archive", 6, 7));
  }

  @Test
  void aDocumentOnOneLineIsKnownByTheKeysOnTopOfIt() throws IOException {
    write(
        "result.json",
        "{\"name\":\"Strawberries\",\"type\":\"private_supergroup\",\"id\":1,\"messages\":[]}",
        StandardCharsets.UTF_8);
    write(
        "channel.json",
        "{\"guild\":{},\"channel\":{\"id\":\"5\"},\"messages\":[],\"messageCount\":0}",
        StandardCharsets.UTF_8);

    assertThat(recognised(folder + "/result.json").fits())
        .containsExactly(new Recognition.Fit("telegram", 2, 2));
    assertThat(recognised(folder + "/channel.json").fits())
        .containsExactly(new Recognition.Fit("discord", 2, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telegram/strawberries.json",
        "discord/strawberries.json",
        "wecom-groups/2026-05-01-first.json",
        "slack/general/2026-05-01.json"
      })
  void forADocumentThePresetsForDocumentsAreNamed(String document) {
    String file = fixtures(document).toString();

    assertThatThrownBy(() -> recognised(file))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Cannot tell what %s is: its first line is no whole JSON object, so that it is a JSON document, or broken. Try the presets for documents, wecom-groups, slack, telegram, discord: seedbed sources check %s --preset wecom-groups. One object a line is known by its keys."
                .formatted(file, file));
  }

  @Test
  void aLogWhoseTimesAreInBracketsIsNoJson() throws IOException {
    write("2026-05-01.txt", "[09:14] <ann> hi\n", StandardCharsets.UTF_8);

    assertThat(recognised(folder + "/*.txt").fits()).isEmpty();
  }

  @Test
  void aStatusThatNobodyUsesYetIsSaidInTheDraft() throws IOException {
    write("orders.csv", "订单号,付款时间,实付金额,订单状态\n", StandardCharsets.UTF_8);
    String draft = recognised(folder + "/orders.csv").draft().orElseThrow();

    assertThat(draft)
        .contains(
            """
                # Until this is filled in with what the status says of such rows, and the # taken off,
                # EVERY ROW COUNTS AS PAID, whatever its status.
                # kinds = [
                #   { kind = unpaid, when = "`订单状态` IN ('…')" }
                #   { kind = cancelled, when = "`订单状态` IN ('…')" }
                #   { kind = refund, when = "`订单状态` IN ('…')" }
                # ]
            """);
    Path preset = folder.resolve("shop.conf");
    Files.writeString(preset, draft.replaceAll("    # +([k{\\]])", "    $1"));
    assertThat(
            Preset.load(preset.toString()).mappingOf(LandedOrders.CONTRACT).kinds().orElseThrow())
        .hasSize(3)
        .contains(new KindRule("unpaid", "`订单状态` IN ('…')"));
  }

  @Test
  void aFirstLineOfValuesIsNoHeader() throws IOException {
    write("phones.csv", "1,陶喆,13800000000\n", StandardCharsets.UTF_8);
    write("mails.csv", "1,ann@shop.example\n", StandardCharsets.UTF_8);
    write("header.csv", "order_id,2026,amount\n", StandardCharsets.UTF_8);

    assertThat(recognised(folder + "/phones.csv").isHeaderless()).isTrue();
    assertThat(recognised(folder + "/mails.csv").isHeaderless()).isTrue();
    assertThat(recognised(folder + "/header.csv").isHeaderless()).isFalse();
  }

  @Test
  void filesAreNamedAsTheyWereAskedFor() throws IOException {
    write("own orders.csv", "order_id,ordered_at\n", StandardCharsets.UTF_8);
    Recognition file = recognised(folder + "/own orders.csv");
    Recognition glob = recognised(folder + "/own*.csv");

    assertThat(file.file()).isEqualTo(folder + "/own orders.csv");
    assertThat(file.arguments()).isEqualTo("\"" + folder + "/own orders.csv\"");
    assertThat(glob.file()).isEqualTo(folder + "/own orders.csv");
    assertThat(glob.arguments()).isEqualTo("\"" + folder + "/own*.csv\"");
  }

  private static Path fixtures(String preset) {
    return Path.of("src", "test", "resources", "presets").resolve(preset);
  }

  private void write(String name, String text, Charset charset) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private static Recognition recognised(String glob) {
    return Recognition.of(List.of(glob), new Configuration());
  }
}
