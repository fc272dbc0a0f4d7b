package io.seedbed.models.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts a population into scores of equal shares by mid-rank: (less + ½ equal)/n. Equal values have
 * equal scores, so that a value that most share lies where its middle does, and a score that no
 * value earns is left out instead of being handed to some of those who are alike.
 */
public final class ScoreCuts {

  /**
   * The least value that earns each score above the first, by score.
   *
   * @param values with how many have each, in any order
   * @param scores how many scores there are
   */
  public static Map<Integer, Long> of(long[] values, long[] counts, int scores) {
    TreeMap<Long, Long> byValue = new TreeMap<>();
    long total = 0;
    for (int i = 0; i < values.length; i++) {
      byValue.merge(values[i], counts[i], Long::sum);
      total += counts[i];
    }
    Map<Integer, Long> cuts = new LinkedHashMap<>();
    long less = 0;
    int reached = 1;
    for (Map.Entry<Long, Long> entry : byValue.entrySet()) {
      long doubledMidRank = 2 * less + entry.getValue();
      int score = (int) (1 + scores * doubledMidRank / (2 * total));
      while (reached < score) {
        reached++;
        cuts.put(reached, entry.getKey());
      }
      less += entry.getValue();
    }
    return cuts;
  }

  private ScoreCuts() {}
}
