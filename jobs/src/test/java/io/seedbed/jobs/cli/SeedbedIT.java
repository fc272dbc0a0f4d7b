package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.testing.Spark;
import io.seedbed.jobs.warehouse.DateLock;
import io.seedbed.jobs.warehouse.LockHolder;
import io.seedbed.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SeedbedIT {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Commands use the session there is, and leave it open. */
  @BeforeAll
  static void openSession() {
    assertThat(Spark.session().version()).isNotEmpty();
  }

  @Test
  void aSourceFileThatIsNotThereFailsTheRun() throws IOException {
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("no file matches", "chat.jsonl");
    assertThat(folder.resolve("warehouse/publication")).doesNotExist();
    assertThat(folder.resolve("warehouse/locks/2026-05-31")).doesNotExist();
  }

  @Test
  void aDateThatAnotherRunHoldsEndsWithThree() throws IOException {
    Warehouse warehouse =
        Warehouse.at(
            folder.resolve("warehouse").toString(),
            Spark.session().sparkContext().hadoopConfiguration());
    LockHolder other = new LockHolder("other-run", "elsewhere", 42, Instant.EPOCH);
    DateLock lock = DateLock.take(warehouse, LocalDate.of(2026, 5, 31), other);
    try {
      assertThat(run()).isEqualTo(3);
      assertThat(err.toString()).contains("run other-run on host elsewhere, process 42");
    } finally {
      lock.close();
    }
  }

  @Test
  void explainingWhereNothingIsPublishedFails() {
    assertThat(execute("explain", "u1", "--warehouse", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("Cannot explain u1: " + folder + " has no publication. Run the date first.");
  }

  private int run() throws IOException {
    Path conf = folder.resolve("shop.conf");
    Files.writeString(
        conf,
        """
        sources.orders { preset = "canonical-csv", files = ["%s/orders.csv"] }
        sources.chat_messages { preset = "canonical-jsonl", files = ["%s/chat.jsonl"] }
        """
            .formatted(folder, folder));
    return execute(
        "run",
        "--date",
        "2026-05-31",
        "--conf",
        conf.toString(),
        "--warehouse",
        folder.resolve("warehouse").toString());
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Seedbed.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
