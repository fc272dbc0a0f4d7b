package io.seedbed.jobs.evaluate;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.util.FastMath;

/**
 * The mean of a figure over shops and the 95 % interval of it by Student's t.
 *
 * @param shops of which there is the figure
 * @param low NaN, as high is, with fewer than two shops
 */
public record Estimate(int shops, double mean, double low, double high) {

  private static final double UPPER = 0.975;

  /** Of figures of shops; NaN is none. */
  static Estimate of(double... figures) {
    SummaryStatistics known = new SummaryStatistics();
    Arrays.stream(figures).filter(figure -> !Double.isNaN(figure)).forEach(known::addValue);
    int shops = (int) known.getN();
    double mean = known.getMean();
    if (shops < 2) {
      return new Estimate(shops, mean, Double.NaN, Double.NaN);
    }
    double half =
        new TDistribution(shops - 1.0).inverseCumulativeProbability(UPPER)
            * known.getStandardDeviation()
            / FastMath.sqrt(shops);
    return new Estimate(shops, mean, mean - half, mean + half);
  }
}
