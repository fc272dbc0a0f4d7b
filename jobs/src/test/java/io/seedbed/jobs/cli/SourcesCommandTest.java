package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.testing.Spark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a shop is told about its files before a night reads them. */
class SourcesCommandTest {

  private static final Instant WRITTEN = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Commands use the session there is, and leave it open. */
  @BeforeAll
  static void openSession() {
    assertThat(Spark.session().version()).isNotEmpty();
  }

  @Test
  void eachSourceOfAPresetIsAccountedForWithExamples() throws IOException {
    Path exports = Path.of("src", "test", "resources", "presets", "taobao");
    for (String name :
        new String[] {"ExportOrderList202605100800.csv", "ExportOrderList202605110800.csv"}) {
      write(name, Files.readAllBytes(exports.resolve(name)));
    }

    assertThat(execute("sources", "check", folder + "/*.csv", "--preset", "taobao")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "orders: 13 rows read = 11 accepted + 1 rejected + 1 duplicates; 1 without a customer")
        .contains(
            "refunds: 11 rows read = 10 accepted + 1 rejected + 0 duplicates; 1 without a customer")
        .containsPattern("purchase +10 +9 +1 +0")
        .containsPattern("unpaid +1 +0 +0 +1")
        .containsPattern("2 +accepted +purchase +1001 +1 +taobao:陶喆的茶 +2026-05-01 02:00:00")
        .containsPattern("ExportOrderList202605100800.csv +11 +bad_number +amount=面议")
        .containsPattern("ExportOrderList202605100800.csv +10 +bad_number +amount=待定")
        .contains("More than 5.0 % are rejected: a night would stop.");
  }

  @Test
  void messagesAreShownByTheirLengthOnly() throws IOException {
    write(
        "chat.jsonl",
        """
        {"message_id":"m1","user_id":"u1","sent_at":"2026-05-01T10:00:00+08:00","text":"nobody's business"}
        """
            .getBytes(StandardCharsets.UTF_8));

    assertThat(
            execute(
                "sources",
                "check",
                folder + "/chat.jsonl",
                "--preset",
                "canonical-jsonl",
                "--source",
                "chat_messages"))
        .isZero();
    assertThat(out.toString())
        .contains(
            "chat_messages: 1 rows read = 1 accepted + 0 rejected + 0 duplicates; 0 without a customer")
        .contains("text_length")
        .doesNotContain("business")
        .doesNotContain("are rejected");
  }

  @Test
  void withoutAPresetThoseThatFitAreNamed() throws IOException {
    Path export = Path.of("src", "test", "resources", "presets", "youzan", "20260511.csv");
    write("youzan.csv", Files.readAllBytes(export));

    assertThat(execute("sources", "check", folder + "/youzan.csv")).isZero();
    assertThat(out.toString())
        .contains(folder + "/youzan.csv has 30 columns: 订单号, 归属店铺, ")
        .containsPattern("youzan +[0-9]+ +[0-9]+")
        .contains(
            "Look at its rows: seedbed sources check %s/youzan.csv --preset youzan"
                .formatted(folder));
  }

  @Test
  void withoutAPresetThatFitsOneIsDrafted() throws IOException {
    write("own.csv", "订单号,付款时间,实付金额\n".getBytes(StandardCharsets.UTF_8));

    assertThat(execute("sources", "check", folder + "/own.csv")).isZero();
    assertThat(out.toString())
        .contains("No preset fits.", "seedbed sources check " + folder + "/own.csv --preset")
        .contains("amount { column = \"实付金额\" }");
  }

  @Test
  void theFirstRowOfAFileWithoutAHeaderIsNotShown() throws IOException {
    write("own.csv", "1001,陶喆,13800000000,ann@shop.example\n".getBytes(StandardCharsets.UTF_8));

    assertThat(execute("sources", "check", folder + "/own.csv")).isZero();
    assertThat(out.toString())
        .contains("own.csv has 4 columns and, as it seems, no header")
        .doesNotContain("陶喆", "13800000000", "ann@shop.example");
  }

  @Test
  void anUnreadableRowIsJudgedAmongAllRowsOfTheFileAndNotShown() throws IOException {
    Files.writeString(
        folder.resolve("shop.conf"),
        """
        format = csv
        sources {
          orders { only = "type = 'order'" }
          refunds { only = "type = 'refund'" }
        }
        """);
    StringBuilder rows =
        new StringBuilder("order_id,refund_id,ordered_at,refunded_at,amount,type\n");
    for (int i = 0; i < 30; i++) {
      rows.append(
          "o%d,r%d,2026-05-01 10:00:00,2026-05-02 10:00:00,5,%s%n"
              .formatted(i, i, i < 20 ? "order" : "refund"));
    }
    rows.append("o30,陶喆 13800000000\n");
    write("orders.csv", rows.toString().getBytes(StandardCharsets.UTF_8));

    String[] arguments = {
      "sources", "check", folder + "/orders.csv", "--preset", folder + "/shop.conf"
    };
    assertThat(execute(arguments)).isZero();
    assertThat(out.toString())
        .contains("orders: 21 rows read = 20 accepted + 1 rejected + 0 duplicates")
        .contains("refunds: 11 rows read = 10 accepted + 1 rejected + 0 duplicates")
        .contains("corrupt_row", "18 characters")
        .doesNotContain("13800000000", "are rejected");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(execute("sources", "check", folder + "/none.csv", "--preset", "youzan"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("seedbed: Cannot read orders: no file matches", "none.csv");
  }

  @Test
  void aPresetOrASourceThatIsNoneIsWrongConfiguration() {
    assertThat(execute("sources", "check", "a.csv", "--preset", "youzzan")).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot read preset 'youzzan'");
    assertThat(execute("sources", "check", "a.csv", "--preset", "youzan", "--source", "order"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("sources.order is no source. Sources are orders, ");
  }

  @Test
  void theGroupAloneIsWrongUsage() {
    assertThat(execute("sources")).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot tell what to do: name a command");
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Seedbed.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
