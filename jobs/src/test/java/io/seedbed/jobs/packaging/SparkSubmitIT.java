package io.seedbed.jobs.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar under spark-submit: each exit code, on a shop of three people. */
class SparkSubmitIT {

  private static final String DATE = "2026-05-31";
  private static final String ORDERS =
      """
      order_id,user_id,ordered_at,product_id,quantity,unit_price
      o1,comes-back,2026-05-01 10:00:00,p1,1,10.00
      o2,comes-back,2026-05-09 10:00:00,p1,2,10.00
      o3,came-once,2026-05-10 10:00:00,p2,1,5.00
      """;
  private static final String CHAT =
      """
      {"message_id":"m1","group_id":"g1","user_id":"comes-back","sent_at":"2026-05-02 09:00:00","message_type":"text","text":"有人要团这个吗"}
      {"message_id":"m2","group_id":"g1","user_id":"only-talks","sent_at":"2026-05-02 09:01:00","message_type":"text","text":"很好吃"}
      """;

  @TempDir private static Path folder;
  private static Submission night;

  @BeforeAll
  static void publishOneNight() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("chat.jsonl"), CHAT);
    Files.writeString(folder.resolve("orders.csv"), ORDERS);
    night = submit(DATE, conf("orders.csv", ""));
  }

  @Test
  void aNightIsPublishedAndExported() throws SQLException {
    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(night.out())
        .contains(
            "What the sources allow",
            "invite_edges",
            "Published 2026-05-31 as run 2026-05-31-",
            "seedbed.duckdb");
    assertThat(warehouse().resolve("publication/_delta_log")).isNotEmptyDirectory();
    assertThat(warehouse().resolve("tables/user_segments/_delta_log")).isNotEmptyDirectory();
    assertThat(warehouse().resolve("export/parquet/fact_order_lines")).isNotEmptyDirectory();
    assertThat(warehouse().resolve("export/csv/user_segments.csv")).content().contains(DATE);
    assertThat(exportedSegments())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("comes-back", "repeat", "came-once", "non_repeat", "only-talks", "prospect"));
  }

  @Test
  void aFileThatIsNotThereEndsWithOneAndChangesNothingPublished()
      throws IOException, InterruptedException {
    Map<Path, FileTime> before = published();

    Submission failed = submit(DATE, conf("lost.csv", ""));

    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
    assertThat(failed.err())
        .contains("no file matches %s/lost.csv".formatted(folder))
        .contains("Correct sources.orders.files or deliver the file.")
        .doesNotContain("\tat ");
    assertThat(failed.out()).doesNotContain("Published");
    assertThat(published()).isEqualTo(before);
  }

  @Test
  void tooManyRejectedRowsEndWithOneAndChangeNothingPublished()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bad.csv"), ORDERS + "o4,late,some day,p1,1,5.00\n");
    Map<Path, FileTime> before = published();

    Submission failed = submit(DATE, conf("bad.csv", ""));

    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
    assertThat(failed.err())
        .contains("More than 5.0 % of the rows were rejected")
        .contains("orders: 1 of 4 rows (25.0 %)")
        .doesNotContain("\tat ");
    assertThat(failed.out()).doesNotContain("Published");
    assertThat(published()).isEqualTo(before);
  }

  /** With a master that no session could be opened on, which would end with one. */
  @Test
  void aMistypedKeyEndsWithTwoBeforeThereIsASession() throws IOException, InterruptedException {
    Path conf = conf("orders.csv", "run.shufle-partitions = 3");

    Submission refused = submit(DATE, conf, "--master", "no-such-master");

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err())
        .contains("run.shufle-partitions (")
        .contains("is not a setting. Did you mean shuffle-partitions?");
  }

  @Test
  void aDateThatAnotherRunHoldsEndsWithThree() throws IOException, InterruptedException {
    Path lock = warehouse().resolve("locks/2026-06-01");
    Files.writeString(lock, "run other on host elsewhere, process 42, since 2026-06-02T01:30:00Z");

    Submission refused = submit("2026-06-01", conf("orders.csv", ""));

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err())
        .contains("run other on host elsewhere, process 42")
        .contains("if that process is gone, delete " + lock);
    assertThat(lock).exists();
  }

  private static Submission submit(String date, Path conf, String... more)
      throws IOException, InterruptedException {
    Stream<String> arguments =
        Stream.of(
            "run",
            "--date",
            date,
            "--conf",
            conf.toString(),
            "--warehouse",
            warehouse().toString());
    return Submission.of(folder, Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }

  private static Path conf(String orders, String more) throws IOException {
    return Files.writeString(
        folder.resolve("shop.conf"),
        """
        sources.orders { preset = "canonical-csv", files = ["%s"] }
        sources.chat_messages { preset = "canonical-jsonl", files = ["%s"] }
        run.shuffle-partitions = 1
        %s
        """
            .formatted(folder.resolve(orders), folder.resolve("chat.jsonl"), more));
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }

  private static Map<Path, FileTime> published() throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    for (String part : new String[] {"publication", "export"}) {
      try (Stream<Path> entries = Files.walk(warehouse().resolve(part))) {
        for (Path file : entries.filter(Files::isRegularFile).toList()) {
          files.put(file, Files.getLastModifiedTime(file));
        }
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static Map<String, String> exportedSegments() throws SQLException {
    Map<String, String> segments = new TreeMap<>();
    String file = "jdbc:duckdb:" + warehouse().resolve("export/seedbed.duckdb");
    try (Connection connection = DriverManager.getConnection(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT user_id, segment FROM user_segments")) {
      while (rows.next()) {
        segments.put(rows.getString(1), rows.getString(2));
      }
    }
    return segments;
  }
}
