package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlStepsTest {

  private static final SqlSteps STEPS =
      SqlSteps.parsed(
          "two.sql",
          """
          -- What comes before the first step is a remark.
          -- step: first
          SELECT 1;
          -- step: second step
          SELECT 2;
          SELECT 3;
          """);

  @Test
  void aStepReachesToTheNextOne() {
    assertThat(STEPS.names()).containsExactly("first", "second step");
    assertThat(STEPS.text("first")).isEqualTo("SELECT 1;\n");
    assertThat(STEPS.text("second step")).isEqualTo("SELECT 2;\nSELECT 3;\n");
  }

  @Test
  void aStepThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> STEPS.text("third"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot run step 'third': two.sql has [first, second step]. Correct the name.");
  }

  @Test
  void aScriptThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> SqlSteps.of("missing.sql"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot read missing.sql: there is no such script. Put it beside SqlSteps.");
  }
}
