package io.seedbed.features.user;

import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sums of user days over all history and over windows, under the names of {@link UserFeatures}. */
final class DayTotals {

  static final Field USER_ID = LifetimeSums.USER_ID;

  /** The longest window in which more than money is counted. */
  private static final int WINDOW_DAYS = UserFeatures.RECENT_DAYS;

  /**
   * The window in whose purchases a return is looked for. Totals end before it, so that they know
   * of no purchase in it.
   */
  private static final int RETURN_DAYS = FeatureRules.LEAST_SETTLING_DAYS;

  /** The longest window. */
  private static final int SPEND_WINDOW_DAYS = 180;

  /**
   * One row per user with a user day. Of the user days those of the windows and those after the
   * totals are read, once; see {@link LifetimeSums}.
   *
   * @param totals {@link UserTotals} of a settled day before the run date
   */
  static Dataset<Row> from(
      Dataset<Row> userDays, FeatureRules rules, RunDate runDate, Optional<Base> totals) {
    HalfLives halfLives = HalfLives.of(rules.orderHalfLifeDays(), runDate.day());
    LifetimeSums sums = new LifetimeSums(halfLives, runDate.day(), totals);
    Column isInWindow = last(WINDOW_DAYS, runDate);
    Column isInSpendWindow = last(SPEND_WINDOW_DAYS, runDate);
    Column isRead =
        sums.isNew().or(isInWindow).or(isInSpendWindow.and(UserDay.NET_MINOR.col().gt(0)));
    return sums.of(
            userDays.filter(isRead),
            UserFeatures.RETURN_GAP_30D_DAYS.is(returnGap(sums, runDate)),
            UserFeatures.NET_SPEND_90D_MINOR.is(sumOf(UserDay.NET_MINOR, isInWindow)),
            UserFeatures.NET_SPEND_180D_MINOR.is(sumOf(UserDay.NET_MINOR, isInSpendWindow)),
            UserFeatures.PURCHASE_DAYS_90D.is(
                count_if(LifetimeSums.IS_PURCHASE_DAY.and(isInWindow))),
            UserFeatures.MESSAGES_7D.is(sumOf(UserDay.MESSAGES, last(7, runDate))),
            UserFeatures.MESSAGES_30D.is(sumOf(UserDay.MESSAGES, last(30, runDate))),
            UserFeatures.MESSAGES_90D.is(sumOf(UserDay.MESSAGES, isInWindow)),
            UserFeatures.SHARES_90D.is(sumOf(UserDay.SHARES, isInWindow)),
            UserFeatures.SHARE_DAYS_90D.is(count_if(UserDay.SHARES.col().gt(0).and(isInWindow))),
            UserFeatures.ACTIVE_DAYS_30D.is(
                count_if(LifetimeSums.IS_ACTIVE_DAY.and(last(30, runDate)))))
        .withColumn(
            UserFeatures.DECAYED_ORDERS.name(),
            halfLives.asOf(runDate.day(), UserTotals.ACCRUED_ORDERS.col()))
        .withColumn(
            UserFeatures.DECAYED_BAD_ORDERS.name(),
            halfLives.asOf(runDate.day(), UserTotals.ACCRUED_BAD_ORDERS.col()));
  }

  private static Column returnGap(LifetimeSums sums, RunDate runDate) {
    Column isRecent = LifetimeSums.IS_PURCHASE_DAY.and(last(RETURN_DAYS, runDate));
    return date_diff(
        min(when(isRecent, UserDay.DAY.col())),
        sums.lastPurchaseBefore(runDate.day().minusDays(RETURN_DAYS - 1L)));
  }

  private static Column last(int days, RunDate runDate) {
    return runDate.isInLast(days, UserDay.DAY.col());
  }

  private static Column sumOf(Field measure, Column condition) {
    return sum(when(condition, measure.col()).otherwise(0L));
  }

  private DayTotals() {}
}
