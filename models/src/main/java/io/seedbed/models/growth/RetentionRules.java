package io.seedbed.models.growth;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the retention cohorts show.
 *
 * @param grains lengths of the cohort period
 * @param windows retention windows
 * @param lastMonthOffset calendar months after the cohort's month that the triangle shows
 */
public record RetentionRules(List<Grain> grains, RetentionWindows windows, int lastMonthOffset) {

  public RetentionRules {
    grains = List.copyOf(grains);
    requireGrains(grains);
    if (lastMonthOffset < 0) {
      throw new IllegalArgumentException(
          "last-month-offset is %d. Give 0 or more.".formatted(lastMonthOffset));
    }
  }

  /** The windows and the months of the triangle. */
  List<RetentionWindow> allWindows() {
    return Stream.concat(
            RetentionWindow.of(windows).stream(),
            RetentionWindow.monthOffsets(lastMonthOffset).stream())
        .toList();
  }

  static void requireGrains(List<Grain> grains) {
    if (grains.isEmpty() || grains.stream().distinct().count() < grains.size()) {
      throw new IllegalArgumentException(
          "grains are %s. Give at least one of day, week, month, each once.".formatted(grains));
    }
  }
}
