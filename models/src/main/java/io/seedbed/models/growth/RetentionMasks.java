package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * One bit per retention window and member, set when the member was active in it. The masks of a
 * member are the OR over the days, so any number of windows costs one pass and two longs, and days
 * that follow need one more OR.
 *
 * @param windows all windows that anything is counted in; a window's place is its bit
 */
record RetentionMasks(List<RetentionWindow> windows) {

  /** What counts as active on a user-day. */
  enum Activity {
    CHAT,
    PURCHASE,
    EITHER;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Column mask() {
      return switch (this) {
        case CHAT -> MemberActivity.CHAT_MASK.col();
        case PURCHASE -> MemberActivity.PURCHASE_MASK.col();
        case EITHER -> MemberActivity.CHAT_MASK.col().bitwiseOR(MemberActivity.PURCHASE_MASK.col());
      };
    }
  }

  /** All bits of a long but its sign. */
  private static final int MOST_WINDOWS = Long.SIZE - 1;

  private static final int MONTHS_A_YEAR = 12;

  /** The windows of both settings, once each. */
  static RetentionMasks of(AarrrRules aarrr, RetentionRules retention) {
    return new RetentionMasks(
        Stream.concat(RetentionWindow.of(aarrr.windows()).stream(), retention.allWindows().stream())
            .distinct()
            .toList());
  }

  /** Refuses more windows than a mask has bits. */
  void requireRoom() {
    if (windows.size() > MOST_WINDOWS) {
      throw new IllegalArgumentException(
          "aarrr and retention ask for %d different windows, months included, but a mask holds %d. Take some out."
              .formatted(windows.size(), MOST_WINDOWS));
    }
  }

  /**
   * The mask of the windows that a day lies in for somebody acquired on d0: two look-ups, by days
   * and by calendar months since d0, whatever the number of windows.
   */
  Column windowsOf(Column acquiredDay, Column day) {
    int oldest = 1 + windows.stream().mapToInt(RetentionWindow::oldestDay).max().orElse(0);
    int oldestMonth = windows.stream().mapToInt(RetentionWindow::oldestMonth).max().orElse(0);
    Column age = least(date_diff(day, acquiredDay), lit(oldest));
    Column months = monthNumber(day).minus(monthNumber(acquiredDay));
    return windowsAt(age, oldest, RetentionWindow::coversDay)
        .bitwiseOR(windowsAt(months, oldestMonth, RetentionWindow::coversMonth));
  }

  /** The bits of some of the windows. */
  private long bitsOf(Predicate<RetentionWindow> chosen) {
    return IntStream.range(0, windows.size())
        .filter(index -> chosen.test(windows.get(index)))
        .mapToLong(index -> 1L << index)
        .sum();
  }

  /** 1 where a member was active in the window, else 0. */
  Column retained(Activity activity, RetentionWindow window) {
    return shiftright(activity.mask(), windows.indexOf(window)).bitwiseAND(lit(1L));
  }

  private Column windowsAt(Column age, int oldest, BiPredicate<RetentionWindow, Integer> covers) {
    long[] masks =
        IntStream.rangeClosed(0, oldest)
            .mapToLong(each -> bitsOf(window -> covers.test(window, each)))
            .toArray();
    return coalesce(get(lit(masks), age), lit(0L));
  }

  private static Column monthNumber(Column day) {
    return year(day).multiply(MONTHS_A_YEAR).plus(month(day));
  }
}
