package io.seedbed.models.growth;

import java.util.HashSet;
import java.util.List;

/**
 * The windows in which a member counts as retained, in days after d0.
 *
 * @param nDays active on d0 + N
 * @param brackets active in [d0 + from, d0 + to]
 * @param unboundedDays active on or after d0 + N
 */
public record RetentionWindows(
    List<Integer> nDays, List<Bracket> brackets, List<Integer> unboundedDays) {

  /**
   * Days after d0, both ends included.
   *
   * @param from first day
   * @param to last day
   */
  public record Bracket(int from, int to) {
    public Bracket {
      if (from < 1 || to < from) {
        throw new IllegalArgumentException(
            "bracket %d to %d is empty or starts before day 1. Give 1 <= from <= to."
                .formatted(from, to));
      }
    }
  }

  public RetentionWindows {
    nDays = List.copyOf(nDays);
    brackets = List.copyOf(brackets);
    unboundedDays = List.copyOf(unboundedDays);
    requireDistinctDays("n-days", nDays);
    requireDistinctDays("the starts of brackets", brackets.stream().map(Bracket::from).toList());
    requireDistinctDays("unbounded-days", unboundedDays);
  }

  static void requireDistinctDays(String key, List<Integer> days) {
    if (days.stream().anyMatch(day -> day < 1) || new HashSet<>(days).size() < days.size()) {
      throw new IllegalArgumentException(
          "%s are %s. Give different days of at least 1.".formatted(key, days));
    }
  }
}
