package io.seedbed.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WorldCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aWorldIsWrittenAndSaysWhereItsPartsAre() {
    Path world = folder.resolve("world");

    assertThat(execute(world, "--users", "100", "--days", "30", "--regime", "sparse-chat"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains(world.resolve("seedbed.conf") + " reads what the shop can see")
        .contains(world.resolve("truth") + " holds what is true");
    assertThat(world.resolve("truth/users.csv")).exists();
    assertThat(world.resolve("exports/chat/wecom-archive-2026-06-14.jsonl")).exists();
    assertThat(world.resolve("truth/parameters.conf")).content().contains("silent-share=0.75");
  }

  @Test
  void aFileOverlaysTheShippedRegimes() throws IOException {
    Path mine =
        Files.writeString(folder.resolve("mine.conf"), "base.people.talking.silent-share = 0.99");
    Path world = folder.resolve("world");

    assertThat(execute(world, "--users", "100", "--days", "30", "--config", mine.toString()))
        .isZero();
    assertThat(world.resolve("truth/parameters.conf")).content().contains("silent-share=0.99");
  }

  @Test
  void aFolderThatIsNotEmptyIsWrongUsage() throws IOException {
    Files.writeString(folder.resolve("diary.txt"), "mine");

    assertThat(execute(folder)).isEqualTo(2);
    assertThat(err.toString())
        .contains(folder + " is not empty", "Name another folder or empty it.");
  }

  @Test
  void anUnknownRegimeIsWrongUsageAndTheKnownOnesAreNamed() {
    assertThat(execute(folder.resolve("world"), "--regime", "basic")).isEqualTo(2);
    assertThat(err.toString())
        .contains("There is no regime 'basic'.", "null-influence", "referral-rich");
    assertThat(folder.resolve("world")).doesNotExist();
  }

  @Test
  void aWrongSettingIsNamedWithItsPlace() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.conf"), "base.people.silence = 1");

    assertThat(execute(folder.resolve("world"), "--config", mine.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("base.people.silence (", "mine.conf: 1", "is not a setting.");
  }

  @Test
  void tooFewPeopleAreWrongUsage() {
    assertThat(execute(folder.resolve("world"), "--users", "1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("1 users are not from 100 to 500000. Give --users another number.");
  }

  private int execute(Path world, String... more) {
    List<String> arguments = new ArrayList<>(List.of("world", "--out", world.toString()));
    arguments.addAll(List.of(more));
    CommandLine commandLine = Seedbed.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
