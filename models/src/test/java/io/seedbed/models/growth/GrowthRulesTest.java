package io.seedbed.models.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seedbed.models.growth.RetentionWindows.Bracket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthRulesTest {

  private static final RetentionWindows NO_WINDOWS =
      new RetentionWindows(List.of(), List.of(), List.of());

  @Test
  void aBracketMustNotEndBeforeItStarts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bracket(7, 6))
        .withMessage("bracket 7 to 6 is empty or starts before day 1. Give 1 <= from <= to.");
  }

  @Test
  void aWindowMustNotStandTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionWindows(List.of(7, 7), List.of(), List.of()))
        .withMessage("n-days are [7, 7]. Give different days of at least 1.");
  }

  @Test
  void theWindowsOfStagesAndCohortsMustFitIntoOneMask() {
    RetentionRules retention = new RetentionRules(List.of(Grain.WEEK), days(1, 60), 2);

    assertThat(
            new GrowthRules(aarrr(days(41, 60)), retention, GrowthWorld.FUNNEL).masks().windows())
        .hasSize(63);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthRules(aarrr(days(41, 61)), retention, GrowthWorld.FUNNEL))
        .withMessage(
            "aarrr and retention ask for 64 different windows, months included, but a mask holds 63."
                + " Take some out.");
  }

  @Test
  void grainsMustBeGivenOnceEach() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionRules(List.of(Grain.WEEK, Grain.WEEK), NO_WINDOWS, 0))
        .withMessage("grains are [WEEK, WEEK]. Give at least one of day, week, month, each once.");
  }

  @Test
  void invitesMustNotBeJudgedBeforeTheLastCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AarrrRules(7, NO_WINDOWS, List.of(30), 30, 29, 30))
        .withMessage(
            "invite-mature-days is 29, before the last invite counts. Give at least invite-days,"
                + " 30.");
  }

  @Test
  void aFunnelNeedsTwoSteps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FunnelRules(List.of(FunnelEvent.ORDER), 30, List.of(Grain.MONTH)))
        .withMessage("steps are [ORDER]. A funnel needs at least two.");
  }

  private static AarrrRules aarrr(RetentionWindows windows) {
    return new AarrrRules(7, windows, List.of(30), 30, 120, 30);
  }

  private static RetentionWindows days(int first, int last) {
    return new RetentionWindows(
        IntStream.rangeClosed(first, last).boxed().toList(), List.of(), List.of());
  }
}
