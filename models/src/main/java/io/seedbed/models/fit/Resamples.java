package io.seedbed.models.fit;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/**
 * The users of a shop drawn again, with replacement, as many as there are (Efron 1979): how many
 * fall on each cell is multinomial, drawn cell by cell as a binomial of who is left. Cells in the
 * same order give the same draws in every run.
 */
final class Resamples {

  /** Any number would do, as long as it stays. */
  private static final long SEED = 20_040_119;

  /** Expected users of a cell from which the normal distribution is as good as the binomial. */
  private static final double MANY = 30;

  private final RandomGenerator random = new Well19937c(SEED);
  private final double[] users;

  Resamples(double[] users) {
    this.users = users;
  }

  /** The next draw: users by cell, in the order of the cells. */
  double[] next() {
    double[] drawn = new double[users.length];
    double usersLeft = Arrays.stream(users).sum();
    double left = usersLeft;
    for (int i = 0; i < users.length && left > 0; i++) {
      drawn[i] = usersLeft <= users[i] ? left : binomial(left, users[i] / usersLeft);
      usersLeft -= users[i];
      left -= drawn[i];
    }
    return drawn;
  }

  private double binomial(double trials, double share) {
    if (share > 0.5) {
      return trials - binomial(trials, 1 - share);
    }
    double mean = trials * share;
    if (mean > MANY) {
      double drawn =
          FastMath.rint(mean + random.nextGaussian() * FastMath.sqrt(mean * (1 - share)));
      return Math.min(trials, Math.max(0, drawn));
    }
    return few(trials, share);
  }

  /** By inversion (Kachitvichyanukul and Schmeiser 1988): as many steps as users are drawn. */
  private double few(double trials, double share) {
    double odds = share / (1 - share);
    double chance = FastMath.exp(trials * FastMath.log1p(-share));
    double rest = random.nextDouble();
    double drawn = 0;
    while (rest > chance && drawn < trials) {
      rest -= chance;
      drawn++;
      chance *= odds * (trials - drawn + 1) / drawn;
    }
    return drawn;
  }
}
