package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class NightTemplateTest {

  private static final NightTemplate TEMPLATE =
      NightTemplate.of(new DayBlocks(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1)));

  @Test
  void aLoopBecomesTheTextOncePerValue() {
    assertThat(TEMPLATE.filled("SELECT {each block, : bit_or(said_#) AS said_#} FROM talk"))
        .isEqualTo("SELECT bit_or(said_0) AS said_0, bit_or(said_1) AS said_1 FROM talk");
    assertThat(TEMPLATE.filled("{each block +: n[# + 1]}")).isEqualTo("n[0 + 1] + n[1 + 1]");
  }

  @Test
  void aLoopMayRunOverLinesAndWords() {
    assertThat(TEMPLATE.filled("{each activity :\n  UNION ALL FROM #}"))
        .isEqualTo("UNION ALL FROM chat UNION ALL FROM purchase UNION ALL FROM either");
  }

  @Test
  void structsAndDollarsStayAsTheyAre() {
    String step = "SELECT {'p': 1, 'leaf': 'fan'}, regexp_replace(text, '[.]+$', '\\1')";

    assertThat(TEMPLATE.filled(step)).isEqualTo(step);
  }

  @Test
  void everyStepOfTheScriptIsFilledWhole() {
    SqlSteps steps = SqlSteps.of("night.sql");

    assertThat(steps.names())
        .isNotEmpty()
        .allSatisfy(
            step ->
                assertThat(TEMPLATE.filled(steps.text(step)))
                    .as(step)
                    .doesNotContain("{each ", "{month "));
  }
}
