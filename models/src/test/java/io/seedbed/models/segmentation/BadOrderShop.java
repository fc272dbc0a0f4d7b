package io.seedbed.models.segmentation;

import io.seedbed.features.user.UserFeatures;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Buyers of a year, of whom it is known how likely each of their orders goes bad. Half buy once or
 * twice, a few a hundred times. None of the fitted models is simulated but in one variant: rates
 * are of three kinds there, orders log-normal in number, evidence decays.
 */
final class BadOrderShop {

  /** Who the bad orders come from. */
  enum Variant {
    /** A few with a rate of a half or more; of the others three in four never spoil an order. */
    CONCENTRATED,
    /** Everybody, some more than others: rates are beta distributed, worth twenty orders. */
    SPREAD
  }

  private static final double ORDERS_OF_A_RATE = 20;
  private static final int HALF_LIFE = 180;
  private static final int DAYS = 360;

  private final int[] orders;
  private final int[] badOrders;
  private final double[] decayedOrders;
  private final double[] decayedBadOrders;
  private final boolean[] isProblem;

  private BadOrderShop(int buyers) {
    orders = new int[buyers];
    badOrders = new int[buyers];
    decayedOrders = new double[buyers];
    decayedBadOrders = new double[buyers];
    isProblem = new boolean[buyers];
  }

  static BadOrderShop of(Variant variant, double baseRate, int buyers, long seed) {
    RandomGenerator random = new Well19937c(seed);
    BadOrderShop shop = new BadOrderShop(buyers);
    switch (variant) {
      case CONCENTRATED -> shop.concentrated(baseRate, random);
      case SPREAD -> shop.spread(baseRate, random);
    }
    return shop;
  }

  /** At most four in ten are bad; they bring all but a twentieth of the bad orders. */
  private void concentrated(double baseRate, RandomGenerator random) {
    double badRate = Math.max(0.5, baseRate / 0.4);
    double share = 0.95 * baseRate / badRate;
    double fairRate = 0.05 * baseRate / (0.25 * (1 - share));
    BetaDistribution bad = new BetaDistribution(random, 12 * badRate, 12 * (1 - badRate));
    BetaDistribution fair = new BetaDistribution(random, 50 * fairRate, 50 * (1 - fairRate));
    for (int i = 0; i < orders.length; i++) {
      isProblem[i] = random.nextDouble() < share;
      boolean isSpotless = !isProblem[i] && random.nextDouble() < 0.75;
      buy(i, isProblem[i] ? bad.sample() : isSpotless ? 0 : fair.sample(), random);
    }
  }

  /** A problem is who truly is above the rate that a tenth of all buyers exceed. */
  private void spread(double baseRate, RandomGenerator random) {
    BetaDistribution rates =
        new BetaDistribution(
            random, ORDERS_OF_A_RATE * baseRate, ORDERS_OF_A_RATE * (1 - baseRate));
    double high =
        Math.max(
            Users.RULES.problem().threshold().floor(), rates.inverseCumulativeProbability(0.9));
    for (int i = 0; i < orders.length; i++) {
      double rate = rates.sample();
      isProblem[i] = rate > high;
      buy(i, rate, random);
    }
  }

  private void buy(int i, double badRate, RandomGenerator random) {
    orders[i] = (int) Math.min(150, 1 + Math.floor(Math.exp(0.6 + random.nextGaussian())));
    for (int order = 0; order < orders[i]; order++) {
      double weight = Math.pow(0.5, random.nextInt(DAYS) / (double) HALF_LIFE);
      decayedOrders[i] += weight;
      if (random.nextDouble() < badRate) {
        badOrders[i]++;
        decayedBadOrders[i] += weight;
      }
    }
  }

  /** Whom the rules flag with what they fit to the shop. */
  Set<Integer> flagged(SegmentationRules rules, LocalDate asOfDay) {
    Dataset<Row> features = features().cache();
    ProblemPrior prior =
        ProblemPrior.from(
            ProblemPrior.fit(
                ProblemPrior.cells(features).collectAsList(), asOfDay, rules.problem()));
    SegmentFits fits = new SegmentFits(prior, Users.FITS.purchaseGap(), Users.FITS.shareRate());
    Set<Integer> flagged =
        UserSegments.from(features, Optional.empty(), fits, rules, Users.RUN_DATE, Optional.empty())
            .where(UserSegments.IS_PROBLEM.col())
            .select(UserSegments.USER_ID.col())
            .collectAsList()
            .stream()
            .map(row -> Integer.valueOf(row.getString(0)))
            .collect(Collectors.toSet());
    features.unpersist();
    return flagged;
  }

  private Dataset<Row> features() {
    Users users = new Users();
    IntStream.range(0, orders.length)
        .forEach(
            i ->
                users.user(
                    String.valueOf(i),
                    UserFeatures.PURCHASE_DAYS,
                    (long) orders[i] - badOrders[i],
                    UserFeatures.PAID_ORDERS,
                    (long) orders[i],
                    UserFeatures.BAD_ORDERS,
                    (long) badOrders[i],
                    UserFeatures.DECAYED_ORDERS,
                    decayedOrders[i],
                    UserFeatures.DECAYED_BAD_ORDERS,
                    decayedBadOrders[i]));
    return users.features();
  }

  int orders(int buyer) {
    return orders[buyer];
  }

  int badOrders(int buyer) {
    return badOrders[buyer];
  }

  boolean isProblem(int buyer) {
    return isProblem[buyer];
  }

  /** Whether the rule looks at the buyer's rate at all. */
  boolean isJudged(int buyer) {
    ProblemRules rules = Users.RULES.problem();
    return orders[buyer] >= rules.leastOrders() && badOrders[buyer] >= rules.leastBadOrders();
  }

  IntStream buyers() {
    return IntStream.range(0, orders.length);
  }
}
