package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.seedbed.features.source.RawRows;
import io.seedbed.jobs.config.ConfigurationException;
import io.seedbed.jobs.config.RecordReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the rows of JSON documents are found, how they are numbered, and what is refused. */
class JsonFilesTest {

  private static final String CHAT = "rows = chat.messages, outer { group = chat.id }";

  @TempDir private Path folder;

  @Test
  void theElementsOfAnArrayAreRowsWithWhatStandsAroundThem() {
    write(
        "a.json",
        """
        {
          "chat": {
            "id": 7,
            "messages": [
              { "text": "one", "from": { "id": "u1", "tags": [1, 2.5] } },
              { "text": "two" }
            ]
          }
        }
        """);
    assertThat(documents(CHAT))
        .containsExactly(
            "a.json:1 null null group=7 text=one from={\"id\":\"u1\",\"tags\":[1,2.5]}",
            "a.json:2 null null group=7 text=two from=null");
  }

  @Test
  void anArrayOfDocumentsIsReadDocumentByDocument() {
    write("a.json", "[{\"text\":\"one\"},{\"text\":\"two\"}]");
    write("b.json", "[]");
    write("c.json", "{\"text\":\"three\"}");
    assertThat(documents(""))
        .containsExactly(
            "a.json:1 null null text=one from=null",
            "a.json:2 null null text=two from=null",
            "c.json:1 null null text=three from=null");
  }

  @Test
  void documentsInAnArrayBringTheirOwnRowsNumberedOn() {
    write(
        "a.json",
        "[{\"chat\":{\"id\":\"g1\",\"messages\":[{\"text\":\"one\"},{\"text\":\"two\"}]}},"
            + "{\"chat\":{\"id\":\"g2\",\"messages\":[{\"text\":\"three\"}]}}]");
    assertThat(documents(CHAT))
        .containsExactly(
            "a.json:1 null null group=g1 text=one from=null",
            "a.json:2 null null group=g1 text=two from=null",
            "a.json:3 null null group=g2 text=three from=null");
  }

  @Test
  void linesBringTheirRowsNumberedOnOverTheFile() {
    write(
        "a.jsonl",
        """
        {"chat":{"id":"g1","messages":[{"text":"one"},{"text":"two"}]}}

        {"chat":{"id":"g2","messages":[]}}
        {"chat":
        {"chat":{"id":"g3","messages":[{"text":"three"}]}}
        """);
    assertThat(lines(CHAT))
        .containsExactly(
            "a.jsonl:1 null null group=g1 text=one from=null",
            "a.jsonl:2 null null group=g1 text=two from=null",
            "a.jsonl:3 corrupt_row {\"chat\": group=null text=null from=null",
            "a.jsonl:4 null null group=g3 text=three from=null");
  }

  @Test
  void aLineThatIsARowKeepsItsLineNumberAndGetsWhatIsNestedInIt() {
    write("a.jsonl", "{\"text\":\"one\",\"from\":{\"id\":\"u1\"}}\n\n{\"text\":\"two\"}\n[{}]\n");
    assertThat(lines("outer { sender = from.id }"))
        .containsExactly(
            "a.jsonl:1 null null sender=u1 text=one from={\"id\":\"u1\"}",
            "a.jsonl:3 null null sender=null text=two from=null",
            "a.jsonl:4 corrupt_row [{}] sender=null text=null from=null");
  }

  @Test
  void aDocumentThatIsNoJsonIsOneRefusedRow() {
    write("a.json", "{\"chat\":{\"id\":1,\"messages\":[{\"text\":\"one\"},{\"te");
    write("b.json", "{\"chat\":{\"id\":2,\"messages\":[{\"text\":\"one\"}]}");
    assertThat(documents(CHAT))
        .containsExactly(
            "a.json:1 corrupt_row {\"chat\":{\"id\":1,\"messages\":[{\"text\":\"one\"},{\"te"
                + " group=null text=null from=null",
            "b.json:1 corrupt_row {\"chat\":{\"id\":2,\"messages\":[{\"text\":\"one\"}]} group=null"
                + " text=null from=null");
  }

  @Test
  void whatFollowsADocumentIsNotPassedOver() {
    write("a.json", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    write("b.json", "{\"text\":\"one\"} and more");
    assertThat(documents(""))
        .containsExactly(
            "a.json:1 corrupt_row {\"text\":\"one\"}\n{\"text\":\"two\"} text=null from=null",
            "b.json:1 corrupt_row {\"text\":\"one\"} and more text=null from=null");
  }

  @Test
  void aDocumentWithoutTheArrayIsRefusedAndOneWithAnEmptyArrayHasNoRows() {
    write("a.json", "{\"errcode\":40050}");
    write("b.json", "{\"chat\":{\"id\":\"g2\",\"messages\":[]}}");
    write("c.json", "{\"chat\":{\"id\":\"g3\",\"messages\":{\"text\":\"no array\"}}}");
    write("d.json", "{\"chat\":{\"id\":\"g4\",\"messages\":null}}");
    assertThat(documents(CHAT))
        .containsExactly(
            "a.json:1 corrupt_row {\"errcode\":40050} group=null text=null from=null",
            "c.json:1 corrupt_row {\"chat\":{\"id\":\"g3\",\"messages\":{\"text\":\"no array\"}}}"
                + " group=g3 text=null from=null",
            "d.json:1 corrupt_row {\"chat\":{\"id\":\"g4\",\"messages\":null}} group=g4 text=null"
                + " from=null");
  }

  @Test
  void anElementThatIsNoObjectIsRefusedAlone() {
    write(
        "a.json",
        "{\"chat\":{\"id\":1,\"messages\":[{\"text\":\"one\"},3,null,[{\"text\":\"no\"}],{\"text\":\"two\"}]}}");
    assertThat(documents(CHAT))
        .containsExactly(
            "a.json:1 null null group=1 text=one from=null",
            "a.json:2 corrupt_row 3 group=1 text=null from=null",
            "a.json:3 corrupt_row null group=1 text=null from=null",
            "a.json:4 corrupt_row [{\"text\":\"no\"}] group=1 text=null from=null",
            "a.json:5 null null group=1 text=two from=null");
  }

  @Test
  void aValueAroundTheRowsThatIsOfAnotherShapeIsMissing() {
    write("a.json", "{\"chat\":{\"messages\":[{\"text\":\"one\"}]},\"shop\":\"none\"}");
    assertThat(documents("rows = chat.messages, outer { shop = shop.name, group = chat.id }"))
        .containsExactly("a.json:1 null null group=null shop=null text=one from=null");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheDocument() {
    write("a.json", "\ufeff[{\"text\":\"one\"}]\n");
    assertThat(documents("")).containsExactly("a.json:1 null null text=one from=null");
  }

  @Test
  void aCompressedDocumentIsReadWhole() throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("a.json.gz"));
        GZIPOutputStream zipped = new GZIPOutputStream(file)) {
      zipped.write("[{\"text\":\"one\"},\n{\"text\":\"two\"}]".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rows(Preset.Format.JSON, "", "*.json.gz"))
        .containsExactly(
            "a.json.gz:1 null null text=one from=null", "a.json.gz:2 null null text=two from=null");
  }

  @Test
  void badBytesRefuseOnlyTheRowTheyStandIn() throws IOException {
    byte[] bytes = "[{\"text\":\"good\"},{\"text\":\"b?d\"}]".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 5] = (byte) 0xff;
    Files.write(folder.resolve("a.json"), bytes);
    write("b.json", "[{\"text\":\"sent as \ufffd\"}]");
    assertThat(documents(""))
        .containsExactly(
            "a.json:1 null null text=good from=null",
            "a.json:2 unreadable_text {\"text\":\"b\ufffdd\"} text=b\ufffdd from=null",
            "b.json:1 null null text=sent as \ufffd from=null");
  }

  @Test
  void partsOfThePathAreColumns() throws IOException {
    Files.createDirectories(folder.resolve("general"));
    write("general/2026-05-01.json", "[{\"text\":\"one\"}]");
    String layout =
        "path-pattern = \"(?<channel>[^/]+)/[^/]+$\", day-pattern ="
            + " \"(\\\\d{4}-\\\\d{2}-\\\\d{2})\"";
    assertThat(rows(Preset.Format.JSON, layout, "general/*.json"))
        .containsExactly(
            "2026-05-01.json:1 null null channel=general file_day=2026-05-01 text=one from=null");
  }

  @Test
  void aPathThePatternDoesNotFindIsNamed() {
    write("a.json", "[]");
    assertThatThrownBy(() -> documents("path-pattern = \"(?<channel>[A-Z]+)!\""))
        .hasMessageMatching(
            "Cannot read .*/a\\.json: layout\\.path-pattern \\(\\?<channel>\\[A-Z\\]\\+\\)! finds"
                + " nothing in its path\\. Correct the pattern or the place of the file\\.");
  }

  @Test
  void aLayoutThatCannotBeMeantIsAConfigurationError() {
    assertThatThrownBy(() -> layout("rows = \"chat..messages\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "rows is 'chat..messages', which is no path. Give the names of keys with dots between"
                + " them, such as group_chat.member_list.");
    assertThatThrownBy(() -> layout("rows = chat, outer { group = chat.id }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "rows and outer take 'chat' as a value and as an object with values in it. Take one of"
                + " the two.");
    assertThatThrownBy(() -> layout("rows = chat, outer { group = chat }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("outer takes 'chat', which holds the rows. Name a value beside it.");
    assertThatThrownBy(() -> layout("outer { \"a b\" = chat }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "outer names a column 'a b'. Begin it with a letter, and use letters, digits and _.");
    assertThatThrownBy(
            () -> layout("outer { channel = chat }, path-pattern = \"(?<channel>[^/]+)\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("outer and path-pattern both give a column 'channel'. Rename one.");
    assertThatThrownBy(() -> layout("path-pattern = \"([^/]+)\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "path-pattern has 1 groups. Name at least one, and write every other as (?:…).");
  }

  private List<String> documents(String layout) {
    return rows(Preset.Format.JSON, layout, "*.json");
  }

  private List<String> lines(String layout) {
    return rows(Preset.Format.JSON_LINES, layout, "*.jsonl");
  }

  private List<String> rows(Preset.Format format, String layout, String glob) {
    PlacedFiles files =
        new PlacedFiles(
            session(),
            layout(layout),
            SourceFile.matching(
                "chat_messages",
                List.of(folder + "/" + glob),
                session().sparkContext().hadoopConfiguration()));
    JsonFiles json = new JsonFiles(files, List.of("text", "from"));
    Dataset<Row> rows = format == Preset.Format.JSON ? json.documents() : json.lines();
    List<String> around =
        Stream.of(rows.columns())
            .filter(name -> !name.startsWith("_seedbed_") && !json.keys().contains(name))
            .sorted()
            .toList();
    return rows
        .select(
            Stream.concat(
                    Stream.of(
                        RawRows.FILE.col(),
                        RawRows.ROW.col(),
                        RawRows.PROBLEM.col(),
                        RawRows.PROBLEM_VALUE.col()),
                    Stream.concat(around.stream(), json.keys().stream()).map(RawRows::column))
                .toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(
            row -> {
              StringBuilder line = new StringBuilder();
              line.append(row.getString(0)).append(':').append(row.getLong(1));
              line.append(' ').append(row.getString(2)).append(' ').append(row.getString(3));
              for (int i = 4; i < row.length(); i++) {
                line.append(' ')
                    .append(row.schema().fieldNames()[i])
                    .append('=')
                    .append(row.getString(i));
              }
              return line.toString();
            })
        .sorted()
        .toList();
  }

  private static Layout layout(String text) {
    return RecordReader.read(ConfigFactory.parseString(text), Layout.class);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
