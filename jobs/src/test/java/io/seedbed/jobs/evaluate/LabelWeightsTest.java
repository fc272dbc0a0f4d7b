package io.seedbed.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;

class LabelWeightsTest {

  /** The likeliest class never names a problem, though a third of these people are one. */
  @Test
  void aRareClassIsNamedWhereThatIsBetterForTheMean() {
    List<Decided> people = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      people.add(decided(Label.FAN, 0.8, 0.2));
      people.add(decided(i % 3 == 0 ? Label.FAN : Label.PROBLEM, 0.55, 0.45));
    }

    double[] weights = LabelWeights.best(people);

    assertThat(people.get(1).by(weights)).isEqualTo(Label.PROBLEM);
    assertThat(people.get(0).by(weights)).isEqualTo(Label.FAN);
  }

  private static Decided decided(Label truth, double fan, double problem) {
    double[] probabilities = new double[Label.count()];
    probabilities[Label.FAN.number()] = fan;
    probabilities[Label.PROBLEM.number()] = problem;
    return new Decided(1, truth, Vectors.dense(probabilities));
  }
}
