package io.seedbed.jobs.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Weights of classes under which decisions have the greatest macro-F1: the likeliest class is the
 * best guess for how many are right, not for a mean over classes of which some are rare. Found one
 * class after the other over a grid.
 */
final class LabelWeights {

  private static final double[] GRID = {0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4};
  private static final int PASSES = 2;

  static double[] best(List<Decided> people) {
    double[] weights = new double[Label.count()];
    Arrays.fill(weights, 1);
    double best = macroF1(people, weights);
    for (int pass = 0; pass < PASSES; pass++) {
      for (Label leaf : Label.LEAVES) {
        double kept = weights[leaf.number()];
        for (double weight : GRID) {
          weights[leaf.number()] = weight;
          double reached = macroF1(people, weights);
          if (reached > best) {
            best = reached;
            kept = weight;
          }
        }
        weights[leaf.number()] = kept;
      }
    }
    return weights;
  }

  private static double macroF1(List<Decided> people, double[] weights) {
    Confusion confusion = new Confusion();
    people.forEach(person -> confusion.add(person.truth(), person.by(weights)));
    return confusion.macroF1();
  }

  private LabelWeights() {}
}
