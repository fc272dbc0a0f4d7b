package io.seedbed.jobs.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant to type. */
public final class Suggestion {

  /**
   * A sentence naming the nearest known word, or all of them where none is near; starts with a
   * blank.
   */
  public static String of(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(typed, word) <= Math.max(2, typed.length() / 3))
        .min(
            Comparator.comparingInt((String word) -> distance(typed, word))
                .thenComparing(Comparator.naturalOrder()))
        .map(word -> " Did you mean %s?".formatted(word))
        .orElseGet(
            () -> known.isEmpty() ? " Remove it." : " Known: " + String.join(", ", known) + ".");
  }

  /** Edits (insert, drop, replace, swap neighbours) that turn one word into the other. */
  static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        edits[row][column] = edits(edits, from, to, row, column);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int edits(int[][] edits, String from, String to, int row, int column) {
    if (row == 0 || column == 0) {
      return row + column;
    }
    int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
    int fewest =
        Math.min(
            Math.min(edits[row - 1][column], edits[row][column - 1]) + 1,
            edits[row - 1][column - 1] + replaced);
    boolean isSwap =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return isSwap ? Math.min(fewest, edits[row - 2][column - 2] + 1) : fewest;
  }

  private Suggestion() {}
}
