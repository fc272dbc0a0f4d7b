package io.seedbed.jobs.evaluate;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** How often people of each true class were given each label. */
public final class Confusion {

  private final Map<Label, Map<Label, Long>> counts = new EnumMap<>(Label.class);

  void add(Label truth, Label given) {
    add(truth, given, 1);
  }

  void addAll(Confusion other) {
    other.counts.forEach((truth, row) -> row.forEach((given, count) -> add(truth, given, count)));
  }

  /** People of a true class who were given a label. */
  public long count(Label truth, Label given) {
    return counts.getOrDefault(truth, Map.of()).getOrDefault(given, 0L);
  }

  /** Everybody. */
  public long people() {
    return sum(label -> true, label -> true);
  }

  /** The share of those given the label who are of the class; NaN where nobody was given it. */
  public double precision(Label label) {
    return precision(each -> each == label);
  }

  /** The share of those of the class who were given the label; NaN where nobody is of it. */
  public double recall(Label label) {
    return recall(each -> each == label);
  }

  /** The harmonic mean of both: 2·hits / (given + true); NaN where nobody is either. */
  public double f1(Label label) {
    return f1(each -> each == label);
  }

  /** The same of all who bought again, whatever kind they are. */
  public double repeatF1() {
    return f1(Label::isRepeat);
  }

  /** The plain mean of F1 over the five classes that somebody is of or was given. */
  public double macroF1() {
    return Label.LEAVES.stream()
        .mapToDouble(this::f1)
        .filter(f1 -> !Double.isNaN(f1))
        .average()
        .orElse(Double.NaN);
  }

  private double precision(Predicate<Label> in) {
    return (double) sum(in, in) / sum(label -> true, in);
  }

  private double recall(Predicate<Label> in) {
    return (double) sum(in, in) / sum(in, label -> true);
  }

  private double f1(Predicate<Label> in) {
    return 2.0 * sum(in, in) / (sum(label -> true, in) + sum(in, label -> true));
  }

  private void add(Label truth, Label given, long count) {
    counts
        .computeIfAbsent(truth, unused -> new EnumMap<>(Label.class))
        .merge(given, count, Long::sum);
  }

  private long sum(Predicate<Label> truths, Predicate<Label> givens) {
    long sum = 0;
    for (Map.Entry<Label, Map<Label, Long>> row : counts.entrySet()) {
      for (Map.Entry<Label, Long> cell : row.getValue().entrySet()) {
        if (truths.test(row.getKey()) && givens.test(cell.getKey())) {
          sum += cell.getValue();
        }
      }
    }
    return sum;
  }
}
