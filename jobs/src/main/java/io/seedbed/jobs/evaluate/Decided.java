package io.seedbed.jobs.evaluate;

import org.apache.spark.ml.linalg.Vector;

/**
 * What a learner that has seen the truth of other shops thinks of somebody.
 *
 * @param probabilities by the number of the label
 */
record Decided(int shop, Label truth, Vector probabilities) {

  /** The label whose weighted probability is the greatest. */
  Label by(double[] weights) {
    int best = 0;
    for (int label = 1; label < probabilities.size(); label++) {
      if (weights[label] * probabilities.apply(label) > weights[best] * probabilities.apply(best)) {
        best = label;
      }
    }
    return Label.numbered(best);
  }
}
