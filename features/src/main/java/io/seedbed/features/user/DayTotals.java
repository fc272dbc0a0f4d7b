package io.seedbed.features.user;

import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Sums of user days over all history and over windows, under the names of {@link UserFeatures}. */
final class DayTotals {

  static final Field USER_ID = UserDay.USER_ID;

  /** Decayed counts add up whole billionths, so that no order of the sum can change a bit. */
  private static final long UNIT = 1_000_000_000L;

  private static final Column IS_PURCHASE_DAY = UserDay.KEPT_ORDERS.col().gt(0);
  private static final Column IS_ACTIVE_DAY = IS_PURCHASE_DAY.or(UserDay.MESSAGES.col().gt(0));

  /**
   * One row per user with a user day. Only sums, minima and maxima of numbers and dates, which
   * Spark adds up in a hash table; one shuffle by user, none where user days lie sorted by user.
   */
  static Dataset<Row> from(Dataset<Row> userDays, FeatureRules rules, RunDate runDate) {
    return userDays
        .groupBy(USER_ID.col())
        .agg(
            UserFeatures.PURCHASE_DAYS.is(count_if(IS_PURCHASE_DAY)),
            UserFeatures.FIRST_PURCHASE_DAY.is(min(dayWhere(IS_PURCHASE_DAY))),
            UserFeatures.LAST_PURCHASE_DAY.is(max(dayWhere(IS_PURCHASE_DAY))),
            UserFeatures.PAID_ORDERS.is(sum(UserDay.PAID_ORDERS.col())),
            UserFeatures.KEPT_ORDERS.is(sum(UserDay.KEPT_ORDERS.col())),
            UserFeatures.BAD_ORDERS.is(sum(UserDay.BAD_ORDERS.col())),
            UserFeatures.GROSS_SPEND_MINOR.is(sum(UserDay.GROSS_MINOR.col())),
            UserFeatures.NET_SPEND_MINOR.is(sum(UserDay.NET_MINOR.col())),
            UserFeatures.NET_SPEND_90D_MINOR.is(sumOf(UserDay.NET_MINOR, last(90, runDate))),
            UserFeatures.NET_SPEND_180D_MINOR.is(sumOf(UserDay.NET_MINOR, last(180, runDate))),
            UserFeatures.PURCHASE_DAYS_90D.is(count_if(IS_PURCHASE_DAY.and(last(90, runDate)))),
            UserFeatures.DECAYED_ORDERS.is(decayed(UserDay.PAID_ORDERS, rules, runDate)),
            UserFeatures.DECAYED_BAD_ORDERS.is(decayed(UserDay.BAD_ORDERS, rules, runDate)),
            UserFeatures.MESSAGES.is(sum(UserDay.MESSAGES.col())),
            UserFeatures.MESSAGES_7D.is(sumOf(UserDay.MESSAGES, last(7, runDate))),
            UserFeatures.MESSAGES_30D.is(sumOf(UserDay.MESSAGES, last(30, runDate))),
            UserFeatures.MESSAGES_90D.is(sumOf(UserDay.MESSAGES, last(90, runDate))),
            UserFeatures.SHARES_90D.is(sumOf(UserDay.SHARES, last(90, runDate))),
            UserFeatures.SHARE_DAYS_90D.is(
                count_if(UserDay.SHARES.col().gt(0).and(last(90, runDate)))),
            UserFeatures.ACTIVE_DAYS_30D.is(count_if(IS_ACTIVE_DAY.and(last(30, runDate)))),
            UserFeatures.LAST_ACTIVE_DAY.is(max(dayWhere(IS_ACTIVE_DAY))));
  }

  /**
   * One row per user with two purchase days: the second. Apart from {@link #from}, because a list
   * per user would take the hash table from all the other sums.
   */
  static Dataset<Row> secondPurchases(Dataset<Row> userDays) {
    return userDays
        .filter(IS_PURCHASE_DAY)
        .groupBy(USER_ID.col())
        .agg(
            UserFeatures.SECOND_PURCHASE_DAY.is(
                get(sort_array(collect_list(UserDay.DAY.col())), lit(1))))
        .filter(UserFeatures.SECOND_PURCHASE_DAY.col().isNotNull());
  }

  private static Column dayWhere(Column condition) {
    return when(condition, UserDay.DAY.col());
  }

  private static Column last(int days, RunDate runDate) {
    return runDate.isInLast(days, UserDay.DAY.col());
  }

  private static Column sumOf(Field measure, Column condition) {
    return sum(when(condition, measure.col()).otherwise(0L));
  }

  private static Column decayed(Field orders, FeatureRules rules, RunDate runDate) {
    Column halfLives = runDate.daysSince(UserDay.DAY.col()).divide(rules.orderHalfLifeDays());
    Column weight = round(pow(lit(0.5), halfLives).multiply(UNIT)).cast(DataTypes.LongType);
    return sum(orders.col().multiply(weight)).divide(lit((double) UNIT));
  }

  private DayTotals() {}
}
