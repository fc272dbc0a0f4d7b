package io.seedbed.jobs.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.util.FastMath;

/** Probabilities that were given for something, and whether it was so. */
public final class Forecasts {

  private static final int BINS = 10;

  private final List<Forecast> all = new ArrayList<>();

  private record Forecast(double probability, boolean isSo) {}

  /**
   * Forecasts of about the same probability.
   *
   * @param probability mean of what was given
   * @param share of those that were so
   */
  public record Bin(long count, double probability, double share) {}

  /** Adds a forecast; one without a probability is none. */
  void add(double probability, boolean isSo) {
    if (!Double.isNaN(probability)) {
      all.add(new Forecast(probability, isSo));
    }
  }

  void addAll(Forecasts others) {
    all.addAll(others.all);
  }

  /** Mean squared difference between probability and outcome (Brier 1950); NaN without any. */
  public double brier() {
    return all.stream()
        .mapToDouble(each -> FastMath.pow(each.probability() - (each.isSo() ? 1 : 0), 2))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean distance of probability and share over the bins, weighted by their size. */
  public double calibrationError() {
    List<Bin> bins = bins();
    double distances =
        bins.stream()
            .mapToDouble(bin -> bin.count() * FastMath.abs(bin.probability() - bin.share()))
            .sum();
    return bins.isEmpty() ? Double.NaN : distances / all.size();
  }

  /**
   * Ten bins of equal size from the least probability up. Forecasts of equal probability are not
   * told apart, so that bins are fewer where many are equal.
   */
  public List<Bin> bins() {
    List<Forecast> sorted =
        all.stream().sorted(Comparator.comparingDouble(Forecast::probability)).toList();
    List<Bin> bins = new ArrayList<>();
    int from = 0;
    for (int bin = 1; bin <= BINS; bin++) {
      int to = (int) ((long) sorted.size() * bin / BINS);
      while (to > from
          && to < sorted.size()
          && sorted.get(to).probability() == sorted.get(to - 1).probability()) {
        to++;
      }
      if (to > from) {
        bins.add(bin(sorted.subList(from, to)));
        from = to;
      }
    }
    return bins;
  }

  /**
   * Probability that one that was so had the greater probability than one that was not, ties
   * counted half (Mann and Whitney 1947); NaN where there are not both.
   */
  public double auc() {
    long positives = positives();
    long negatives = all.size() - positives;
    if (positives == 0 || negatives == 0) {
      return Double.NaN;
    }
    double[] ranks =
        new NaturalRanking().rank(all.stream().mapToDouble(Forecast::probability).toArray());
    double sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += all.get(i).isSo() ? ranks[i] : 0;
    }
    return (sum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  /** Three standard errors of {@link #auc} where probability and outcome have nothing in common. */
  public double chance() {
    double positives = positives();
    double negatives = all.size() - positives;
    return 3 * FastMath.sqrt((positives + negatives + 1) / (12 * positives * negatives));
  }

  /** The same probabilities with outcomes dealt out anew. */
  Forecasts shuffled(long seed) {
    List<Forecast> dealt = new ArrayList<>(all);
    Collections.shuffle(dealt, new Random(seed));
    Forecasts shuffled = new Forecasts();
    for (int i = 0; i < all.size(); i++) {
      shuffled.add(all.get(i).probability(), dealt.get(i).isSo());
    }
    return shuffled;
  }

  private long positives() {
    return all.stream().filter(Forecast::isSo).count();
  }

  private static Bin bin(List<Forecast> forecasts) {
    return new Bin(
        forecasts.size(),
        forecasts.stream().mapToDouble(Forecast::probability).average().orElseThrow(),
        (double) forecasts.stream().filter(Forecast::isSo).count() / forecasts.size());
  }
}
