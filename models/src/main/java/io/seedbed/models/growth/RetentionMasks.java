package io.seedbed.models.growth;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Field;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * One bit per retention window and member: set when a user-day of an activity lies in it. The masks
 * of a member are the OR over the days, so any number of windows costs one pass and two longs.
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
        case CHAT -> CHAT_MASK.col();
        case PURCHASE -> PURCHASE_MASK.col();
        case EITHER -> CHAT_MASK.col().bitwiseOR(PURCHASE_MASK.col());
      };
    }
  }

  static final Field CHAT_MASK =
      Field.of("chat_mask", DataTypes.LongType, "Windows with a meaningful message", "有发言的窗口");
  static final Field PURCHASE_MASK =
      Field.of("purchase_mask", DataTypes.LongType, "Windows with a purchase day", "有购买的窗口");

  private static final int MOST_WINDOWS = 63;

  static void requireRoom(int windows) {
    if (windows > MOST_WINDOWS) {
      throw new IllegalArgumentException(
          "%d retention windows are more than the %d a mask holds. Take some out."
              .formatted(windows, MOST_WINDOWS));
    }
  }

  /** The aggregate over a member's user-days that holds the windows with a message. */
  Column ofChat(Column acquiredDay) {
    return CHAT_MASK.is(over(acquiredDay, UserDay.MESSAGES.col().gt(0)));
  }

  /** The aggregate over a member's user-days that holds the windows with a purchase day. */
  Column ofPurchase(Column acquiredDay) {
    return PURCHASE_MASK.is(over(acquiredDay, UserDay.KEPT_ORDERS.col().gt(0)));
  }

  /** 1 where a member was active in the window, else 0. */
  Column retained(Activity activity, RetentionWindow window) {
    return shiftright(activity.mask(), windows.indexOf(window)).bitwiseAND(lit(1L));
  }

  private Column over(Column acquiredDay, Column isActive) {
    Column windowsOfDay =
        IntStream.range(0, windows.size())
            .mapToObj(index -> bit(acquiredDay, index))
            .reduce(lit(0L), Column::bitwiseOR);
    return coalesce(bit_or(when(isActive, windowsOfDay)), lit(0L));
  }

  private Column bit(Column acquiredDay, int index) {
    return when(windows.get(index).covers(acquiredDay, UserDay.DAY.col()), lit(1L << index))
        .otherwise(lit(0L));
  }
}
