package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {

  @Test
  void everybodyRightIsOne() {
    Confusion confusion = new Confusion();
    Label.LEAVES.forEach(label -> add(confusion, label, label, 3));

    assertThat(confusion.macroF1()).isEqualTo(1);
    assertThat(confusion.repeatF1()).isEqualTo(1);
  }

  /** 6 of 8 fans called fan, 2 of 6 spreaders too: precision 6/8, recall 6/8; 4/6 and 4/4. */
  @Test
  void precisionAndRecallAreOfTheirOwnMargins() {
    Confusion confusion = new Confusion();
    add(confusion, Label.FAN, Label.FAN, 6);
    add(confusion, Label.FAN, Label.REPEAT_UNKNOWN, 2);
    add(confusion, Label.SPREADER, Label.FAN, 2);
    add(confusion, Label.SPREADER, Label.SPREADER, 4);

    assertThat(confusion.precision(Label.FAN)).isEqualTo(6.0 / 8);
    assertThat(confusion.recall(Label.FAN)).isEqualTo(6.0 / 8);
    assertThat(confusion.precision(Label.SPREADER)).isEqualTo(1);
    assertThat(confusion.recall(Label.SPREADER)).isEqualTo(4.0 / 6);
    assertThat(confusion.f1(Label.SPREADER)).isCloseTo(0.8, within(1e-12));
    assertThat(confusion.macroF1()).isCloseTo((0.75 + 0.8) / 2, within(1e-12));
    assertThat(confusion.repeatF1()).isEqualTo(1);
  }

  @Test
  void whoIsNotKnownCountsAgainstRecallAndWhoIsNothingAgainstPrecision() {
    Confusion confusion = new Confusion();
    add(confusion, Label.PROBLEM, Label.PROBLEM, 1);
    add(confusion, Label.PROBLEM, Label.ABSENT, 1);
    add(confusion, Label.PROSPECT, Label.PROBLEM, 3);

    assertThat(confusion.recall(Label.PROBLEM)).isEqualTo(0.5);
    assertThat(confusion.precision(Label.PROBLEM)).isEqualTo(0.25);
    assertThat(confusion.macroF1()).isCloseTo(2.0 / (4 + 2), within(1e-12));
  }

  @Test
  void aClassThatNobodyIsAndNobodyIsCalledHasNoF1() {
    Confusion confusion = new Confusion();
    add(confusion, Label.FAN, Label.FAN, 1);

    assertThat(confusion.f1(Label.PROBLEM)).isNaN();
    assertThat(confusion.macroF1()).isEqualTo(1);
  }

  private static void add(Confusion confusion, Label truth, Label given, int times) {
    for (int i = 0; i < times; i++) {
      confusion.add(truth, given);
    }
  }
}
