package io.seedbed.models.fit;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two counts that users share, in a total order. */
record Pair(int first, int second) implements Comparable<Pair> {

  private static final Comparator<Pair> ORDER =
      Comparator.comparingInt(Pair::first).thenComparingInt(Pair::second);

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }

  /** Users by pair, from three parallel arrays. */
  static SortedMap<Pair, Long> merge(int[] firsts, int[] seconds, long[] users) {
    SortedMap<Pair, Long> merged = new TreeMap<>();
    for (int i = 0; i < firsts.length; i++) {
      merged.merge(new Pair(firsts[i], seconds[i]), users[i], Long::sum);
    }
    return merged;
  }
}
