package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.jobs.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SeedbedTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void noCommandIsWrongUsage() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot tell what to do: name a command.", "Usage:");
  }

  @Test
  void helpNamesCommandsExitCodesAndExamples() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains("run", "demo", "explain", "ls", "check-config", "bench")
        .contains("another run holds the date")
        .contains("seedbed run --date 2026-05-31 --conf shop.conf");
  }

  @Test
  void aRunWithoutADateIsWrongUsage() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--date=DATE'");
  }

  @Test
  void aDateThatIsNoneIsWrongUsage() {
    assertThat(execute("run", "--date", "yesterday")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "Invalid value for option '--date': 'yesterday' is no day of the calendar written like 2026-05-31.");
  }

  @Test
  void anUnknownLanguageIsWrongUsage() {
    assertThat(execute("explain", "u1", "--lang", "fr")).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot write in language 'fr': there are en and zh.");
  }

  @Test
  void everyProblemOfAConfigurationIsPrinted() throws IOException {
    String conf = conf("shop { zone = Mars, curency = GBP }");

    assertThat(execute("check-config", "--conf", conf)).isEqualTo(2);
    assertThat(err.toString())
        .contains("2 problems", "shop.zone", "shop.curency", "Did you mean currency?");
  }

  @Test
  void mistypedSourcesPresetsAndKeysAreRefusedTogether() throws IOException {
    String conf =
        conf(
            """
            sources.orders { preset = "canonical-cvs", files = ["orders.csv"] }
            sources.chat_mesages { preset = "canonical-jsonl", files = ["chat.jsonl"] }
            run.shufle-partitions = 2
            """);

    assertThat(execute("check-config", "--conf", conf)).isEqualTo(2);
    assertThat(err.toString())
        .contains("3 problems")
        .contains("sources.orders.preset (", "Cannot read preset 'canonical-cvs'")
        .contains("sources.chat_mesages (", "is no source. Did you mean chat_messages?")
        .contains("run.shufle-partitions (", "Did you mean shuffle-partitions?");
  }

  @Test
  void aConfigurationWithoutARequiredSourceIsRefusedBeforeARun() throws IOException {
    String conf = conf("shop.currency = GBP");

    assertThat(execute("run", "--date", "2026-05-31", "--conf", conf)).isEqualTo(2);
    assertThat(err.toString())
        .contains("sources.orders is missing", "sources.chat_messages is missing");
  }

  @Test
  void aGoodConfigurationIsPrintedWithItsHash() throws IOException {
    String conf = conf(shop());

    assertThat(execute("check-config", "--conf", conf, "--print")).isZero();
    assertThat(out.toString())
        .contains("No problems. Sources: chat_messages, orders.", "currency=CNY");
  }

  @Test
  void jobsAreListedInTheOrderTheyRun() {
    assertThat(execute("ls")).isZero();
    assertThat(out.toString()).containsSubsequence("user_day", "user_features", "user_segments");
  }

  @Test
  void theDemoLeavesAFolderAloneThatItHasNotWritten() throws IOException {
    Path diary = folder.resolve("world/diary.txt");
    Files.createDirectories(diary.getParent());
    Files.writeString(diary, "mine");

    assertThat(execute("demo", "--warehouse", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(diary.getParent() + " is not empty");
    assertThat(diary).hasContent("mine");
  }

  @Test
  void missingRealDataAreRefusedWithWhereToGetThem() {
    Demo demo = Demo.real(Optional.of(folder.toString()));

    assertThatThrownBy(() -> demo.prepare().apply("warehouse"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SEEDBED_DATA is " + folder)
        .hasMessageContaining("UCI Machine Learning Repository")
        .hasMessageContaining("IRC disentanglement corpus")
        .hasMessageContaining("CC BY 4.0");
  }

  @Test
  void theRealDemoSaysThatLinksAndDatesAreMadeUp() {
    assertThat(Demo.real(Optional.empty()).introduction())
        .contains("links between nicks and customers and the dates of the chat are MADE UP");
  }

  private String conf(String hocon) throws IOException {
    Path file = folder.resolve("shop.conf");
    Files.writeString(file, hocon);
    return file.toString();
  }

  private static String shop() {
    return """
        sources.orders { preset = "canonical-csv", files = ["orders.csv"] }
        sources.chat_messages { preset = "canonical-jsonl", files = ["chat.jsonl"] }
        """;
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Seedbed.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
