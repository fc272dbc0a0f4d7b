package io.seedbed.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void aTerminalSeesTheLiveStepThenItsRowsAndSeconds() {
    Progress progress = Progress.on(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    progress.started(3, 25, "user_day");
    progress.finished(
        3, 25, new StepRun("user_day", StepRun.DONE, 12_345, 1.23, OptionalLong.of(0)));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\r\u001b[K[ 3/25] user_day")
        .endsWith("[ 3/25] user_day                  12,345 rows     1.2 s%n".formatted());
  }

  @Test
  void aSkippedStepSaysSo() {
    Progress progress = Progress.on(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    progress.finished(1, 1, new StepRun("shares", StepRun.SKIPPED, 0, 0, OptionalLong.empty()));

    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("skipped").doesNotContain("rows");
  }

  @Test
  void standardOutputStaysEmptyWhereItIsNoTerminal() {
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Progress progress = Progress.ofProcess();
      progress.say("hello");
      progress.started(1, 1, "user_day");
      progress.finished(1, 1, StepRun.of("user_day", 1, 1));
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
