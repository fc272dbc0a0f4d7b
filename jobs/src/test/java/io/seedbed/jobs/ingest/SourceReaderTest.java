package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceException;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.RecordReader;
import io.seedbed.jobs.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people really deliver: each fault is a clear message or a reason on the row. */
class SourceReaderTest {

  private static final Reading READING =
      new Reading(Instant.parse("2026-06-01T00:00:00Z"), ZoneId.of("Asia/Shanghai"), "CNY", 2);
  private static final String HEADER = "order_id,user_id,ordered_at,quantity,unit_price\n";

  @TempDir private Path folder;

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> orders("canonical-csv", "nothing-*.csv", ""))
        .isInstanceOf(SourceException.class)
        .hasMessageMatching(
            "Cannot read orders: no file matches .*nothing-\\*\\.csv\\. Correct sources\\.orders\\.files or deliver the file\\.");
  }

  @Test
  void anEmptyFileIsNamed() {
    write("orders.csv", "");
    assertThatThrownBy(() -> orders("canonical-csv", "orders.csv", ""))
        .isInstanceOf(SourceException.class)
        .hasMessageMatching("Cannot read orders: .*orders\\.csv is empty\\. Deliver it again.*");
  }

  @Test
  void aFileOfOnlyAHeaderHasNoRows() {
    write("orders.csv", HEADER);
    assertThat(orders("canonical-csv", "orders.csv", "")).isEmpty();
  }

  @Test
  void aMissingRequiredColumnIsNamedWithThoseFound() {
    write("orders.csv", "order_no,user_id,ordered_at,amount\no1,u1,2026-05-01 10:00:00,5\n");
    assertThatThrownBy(() -> orders("canonical-csv", "orders.csv", ""))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Cannot read orders: orders.csv has no column order_id. Columns found: order_no, user_id, ordered_at, amount. Map the columns in a preset under conf/sources/, or correct the file.");
  }

  @Test
  void aSemicolonFileIsRecognisedAndReadOnceItIsSaid() {
    write("orders.csv", "order_id;user_id;ordered_at;amount\no1;u1;2026-05-01 10:00:00;5\n");
    assertThatThrownBy(() -> orders("canonical-csv", "orders.csv", ""))
        .isInstanceOf(SourceException.class)
        .hasMessageEndingWith("Set sources.orders.layout.separator = \";\".");
    assertThat(orders("canonical-csv", "orders.csv", "layout { separator = \";\" }"))
        .containsExactly("orders.csv:2 accepted null null o1 500");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() {
    write("orders.csv", "\ufeff" + HEADER + "o1,u1,2026-05-01 10:00:00,2,1.25\n");
    assertThat(orders("canonical-csv", "orders.csv", ""))
        .containsExactly("orders.csv:2 accepted null null o1 250");
  }

  @Test
  void aFirstRowInPlaceOfAHeaderIsRefusedAndNotShown() {
    write("orders.csv", "1,陶喆,13800000000\n");
    assertThatThrownBy(() -> orders("canonical-csv", "orders.csv", ""))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Cannot read orders: orders.csv has no column order_id, ordered_at. Its first line seems to be a row and no header, and is not shown. Deliver the file with a header, or set sources.orders.layout { header = false, raw-columns = [...] }.");
    write("orders.csv", "13800000000,陶喆,13800000000\n");
    assertThatThrownBy(() -> orders("canonical-csv", "orders.csv", ""))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Cannot read orders: orders.csv has two columns named alike, which are not shown: its first line seems a row. Rename one.");
  }

  @Test
  void badRowsGetAReasonAndTheRestIsRead() {
    write(
        "orders.csv",
        HEADER
            + "o1,u1,2026-05-01 10:00:00,2,1.25\n"
            + "o2,u1,2026-05-01 10:00:00,two,1.25\n"
            + "o3,u1,31/05/2026,2,1.25\n"
            + "o4,u1,2027-05-01 10:00:00,2,1.25\n"
            + "o5,u1,2026-05-01 10:00:00,2\n"
            + "o6,u1,2026-05-01 10:00:00,2,1.25,more\n"
            + ",u1,2026-05-01 10:00:00,2,1.25\n"
            + "o8,u1,2026-05-01 10:00:00,-2,1.25\n"
            + "o9,u1,2026-05-01 10:00:00,2,\n");
    assertThat(orders("canonical-csv", "orders.csv", ""))
        .containsExactly(
            "orders.csv:10 rejected missing_amount null o9 null",
            "orders.csv:2 accepted null null o1 250",
            "orders.csv:3 rejected bad_number quantity=two o2 null",
            "orders.csv:4 rejected bad_date ordered_at=31/05/2026 o3 250",
            "orders.csv:5 rejected future_date ordered_at=2027-05-01 10:00:00 o4 250",
            "orders.csv:6 rejected corrupt_row 27 characters null null",
            "orders.csv:7 rejected corrupt_row 37 characters null null",
            "orders.csv:8 rejected missing_order_id null null 250",
            "orders.csv:9 rejected negative_amount -2 × 1.25 o8 -250");
  }

  @Test
  void bytesThatAreNotTheCharsetAreRefusedAndReadInTheirOwn() throws IOException {
    Files.write(
        folder.resolve("orders.csv"),
        (HEADER + "订单1,u1,2026-05-01 10:00:00,2,1.25\no2,u2,2026-05-01 10:00:00,1,3\n")
            .getBytes(Charset.forName("GB18030")));
    List<String> asUtf8 = orders("canonical-csv", "orders.csv", "");
    assertThat(asUtf8).hasSize(2);
    assertThat(asUtf8.get(0))
        .matches("orders\\.csv:2 rejected unreadable_text [0-9]+ characters .*");
    assertThat(asUtf8.get(1)).isEqualTo("orders.csv:3 accepted null null o2 300");
    assertThat(orders("canonical-csv", "orders.csv", "layout { charset = GB18030 }"))
        .containsExactly(
            "orders.csv:2 accepted null null 订单1 250", "orders.csv:3 accepted null null o2 300");
  }

  @Test
  void anUnknownCharsetIsAConfigurationError() {
    assertThatThrownBy(() -> source("canonical-csv", "orders.csv", "layout { charset = UTF-88 }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "charset is 'UTF-88', which nobody knows. Name one such as UTF-8, GB18030 or ISO-8859-1.");
  }

  @Test
  void aTruncatedGzipIsNamed() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 20_000; i++) {
      rows.append("o%d,u%d,2026-05-01 10:00:00,%d,1.25%n".formatted(i, i * 31 % 977, i % 7 + 1));
    }
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = zipped.toByteArray();
    Files.write(folder.resolve("orders.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    Throwable thrown = catchThrowable(() -> orders("canonical-csv", "orders.csv.gz", ""));
    assertThat(SourceFailures.explain(thrown))
        .hasValueSatisfying(
            explained ->
                assertThat(explained)
                    .hasMessageMatching(
                        "Cannot read .*orders\\.csv\\.gz: its compressed data end too early: it is truncated\\. Deliver it again\\."));
  }

  @Test
  void filesWithOtherColumnOrdersAreReadByName() {
    write("a 订单.csv", HEADER + "o1,u1,2026-05-01 10:00:00,2,1.25\n");
    write("b.csv", "Ordered_At,ORDER_ID,Amount\n2026-05-01 10:00:00,o2,7\n");
    assertThat(orders("canonical-csv", "*.csv", ""))
        .containsExactly(
            "a 订单.csv:2 accepted null null o1 250", "b.csv:2 accepted null null o2 700");
  }

  @Test
  void jsonLinesAreReadAndBrokenOnesRefusedWithoutTheirText() throws IOException {
    Files.write(
        folder.resolve("chat.jsonl"),
        List.of(
            "{\"message_id\":\"m1\",\"user_id\":\"u1\",\"sent_at\":\"2026-05-01T10:00:00+08:00\",\"text\":\"下周到货\"}",
            "",
            "{\"message_id\":\"m2\",\"text\":\"a secret",
            "{\"message_id\":\"m3\",\"user_id\":7,\"sent_at\":\"2026-05-01 10:00:00\",\"text\":\"收到！\"}"));
    assertThat(chat("canonical-jsonl", "chat.jsonl", ""))
        .containsExactly(
            "chat.jsonl:1 accepted null null message m1 u1 text 4 true false null 2026-05-01 02:00:00",
            "chat.jsonl:3 rejected corrupt_row 35 characters null null null text 0 false false null null",
            "chat.jsonl:4 accepted null null message m3 7 text 3 false false null 2026-05-01 02:00:00");
  }

  @Test
  void logLinesBecomeMessagesAndSystemLines() {
    write(
        "2026-05-01.txt",
        "[09:14] <ann> bob: see http://a.example/x for it\n=== bob joined\n[09:15]  * ann waves\n[09:16] <bob> ok\nnoise\n");
    assertThat(chat("irc", "*.txt", ""))
        .containsExactly(
            "2026-05-01.txt:1 accepted null null message null irc:ann text 10 true false irc:bob 2026-05-01 01:14:00",
            "2026-05-01.txt:2 accepted null null system null null system 0 false false null 2026-04-30 16:00:00",
            "2026-05-01.txt:3 accepted null null system null null system 0 false false null 2026-05-01 01:15:00",
            "2026-05-01.txt:4 accepted null null message null irc:bob text 2 false false null 2026-05-01 01:16:00",
            "2026-05-01.txt:5 rejected unmatched_line 5 characters null null null text 0 false false null 2026-04-30 16:00:00");
  }

  @Test
  void parquetRowsCarryTheirRowNumbers() {
    session()
        .sql(
            "SELECT 'o1' AS order_id, 'u1' AS user_id, timestamp'2026-05-01 02:00:00' AS ordered_at, 2.5 AS amount")
        .write()
        .parquet(folder.resolve("orders.parquet").toString());
    assertThat(orders("canonical-parquet", "orders.parquet", ""))
        .singleElement()
        .asString()
        .matches("orders\\.parquet/part-.*:1 accepted null null o1 250");
  }

  @Test
  void aPresetOfItsOwnReadsOnlySomeRowsAndKeepsTheirPositions() throws IOException {
    Files.writeString(
        folder.resolve("shop.conf"),
        "format = csv, sources { orders { only = \"type = 'order'\" } }");
    write(
        "orders.csv",
        """
        order_id,ordered_at,amount,type
        o1,2026-05-01 10:00:00,5,refund
        o2,2026-05-01 10:00:00,6,order
        o3,2026-05-01 10:00:00,7
        """);
    assertThat(orders(folder.resolve("shop.conf").toString(), "orders.csv", ""))
        .containsExactly(
            "orders.csv:3 accepted null null o2 600",
            "orders.csv:4 rejected corrupt_row 24 characters null null");
  }

  @Test
  void positionsDoNotDependOnTheNumberOfSplits() {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 2; i < 3_000; i++) {
      rows.append("o%d,u1,2026-05-01 10:00:00,1,%d%n".formatted(i, i));
    }
    write("orders.csv", rows.toString());
    String before = session().conf().get("spark.sql.files.maxPartitionBytes");
    List<String> whole = orders("canonical-csv", "orders.csv", "");
    List<String> split;
    try {
      session().conf().set("spark.sql.files.maxPartitionBytes", "9000");
      split = orders("canonical-csv", "orders.csv", "");
    } finally {
      session().conf().set("spark.sql.files.maxPartitionBytes", before);
    }
    assertThat(split).isEqualTo(whole).contains("orders.csv:2999 accepted null null o2999 299900");
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private Settings.Source source(String preset, String glob, String more) {
    String files = folder.toString() + "/" + glob;
    Config config =
        ConfigFactory.parseString(
            "preset = \"%s\", files = [\"%s\"]%n%s".formatted(preset, files, more));
    return RecordReader.read(config, Settings.Source.class);
  }

  private static Dataset<Row> rows(String name, Settings.Source source) {
    SourceReader reader = new SourceReader(session(), Map.of(name, source));
    return reader.rows(name, reader.files(name));
  }

  private List<String> orders(String preset, String glob, String more) {
    Dataset<Row> raw = rows("orders", source(preset, glob, more));
    Dataset<Row> landed =
        LandedOrders.landing(Preset.load(preset).mappingOf(LandedOrders.CONTRACT), READING)
            .from(raw);
    return lines(
        landed.select(
            LandedRows.position(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedOrders.ORDER_ID.col(),
            LandedOrders.AMOUNT_MINOR.col()));
  }

  private List<String> chat(String preset, String glob, String more) {
    Dataset<Row> raw = rows("chat_messages", source(preset, glob, more));
    Dataset<Row> landed =
        LandedChatMessages.landing(
                Preset.load(preset).mappingOf(LandedChatMessages.CONTRACT),
                READING,
                EffectiveSettings.packaged().settings().ingest().messages())
            .from(raw);
    return lines(
        landed.select(
            LandedRows.position(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedRows.KIND.col(),
            LandedChatMessages.MESSAGE_ID.col(),
            LandedChatMessages.USER_ID.col(),
            LandedChatMessages.MESSAGE_TYPE.col(),
            LandedChatMessages.TEXT_LENGTH.col(),
            LandedChatMessages.IS_MEANINGFUL.col(),
            LandedChatMessages.IS_SHARE.col(),
            LandedChatMessages.ADDRESSED_USER_ID.col(),
            LandedChatMessages.SENT_AT.col().cast("string")));
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).sorted().toList();
  }
}
