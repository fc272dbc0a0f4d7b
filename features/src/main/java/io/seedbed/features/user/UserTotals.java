package io.seedbed.features.user;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user with a user day up to a settled day: what all these days come to, as they are
 * known now. Features go on from here.
 *
 * <p>No earlier night's features would do: an order that was paid before such a night and refunded
 * after it has changed its day since. Days that lie far enough back have seen their refunds, so the
 * settled day follows the run date at a distance, a month at a time, and a night that finds it
 * where it was, and nothing changed up to it, has nothing to do here.
 */
public final class UserTotals {

  public static final Field USER_ID = UserFeatures.USER_ID;
  public static final Field DAY =
      Field.date("day", "Settled day: the last that is added up", "结算日");
  public static final Field ACCRUED_ORDERS =
      Field.count(
          "accrued_orders",
          "2^-30 orders",
          "Paid orders, doubled every half-life of their day: decayed counts before the run date is put in",
          "付款订单的可续算衰减累计");
  public static final Field ACCRUED_BAD_ORDERS =
      Field.count(
          "accrued_bad_orders",
          "2^-30 orders",
          "Bad orders, doubled every half-life of their day: decayed counts before the run date is put in",
          "坏单的可续算衰减累计");

  public static final Table TABLE =
      Table.named(
              "user_totals",
              "One row per user with a user day up to the settled day",
              "每行一名用户截至结算日的累计")
          .with(
              USER_ID,
              DAY,
              UserFeatures.PURCHASE_DAYS,
              UserFeatures.FIRST_PURCHASE_DAY,
              UserFeatures.FIRST_PURCHASE_NET_MINOR,
              UserFeatures.SECOND_PURCHASE_DAY,
              UserFeatures.LAST_PURCHASE_DAY,
              UserFeatures.PAID_ORDERS,
              UserFeatures.KEPT_ORDERS,
              UserFeatures.BAD_ORDERS,
              UserFeatures.GROSS_SPEND_MINOR,
              UserFeatures.NET_SPEND_MINOR,
              ACCRUED_ORDERS,
              ACCRUED_BAD_ORDERS,
              UserFeatures.MESSAGES,
              UserFeatures.LAST_ACTIVE_DAY)
          .keyedBy(USER_ID)
          .clusteredBy(DAY);

  /** The settled day of a run date: the last month end that is so many days back. */
  public static LocalDate settledDay(LocalDate runDate, FeatureRules rules) {
    return runDate.minusDays(rules.settlingDays()).withDayOfMonth(1).minusDays(1);
  }

  /**
   * Whether totals made for one run date are of use to another: those of an era of {@link
   * HalfLives} are not to the next.
   */
  public static boolean serve(LocalDate runDate, LocalDate earlierRunDate, FeatureRules rules) {
    int days = rules.orderHalfLifeDays();
    return HalfLives.of(days, runDate).equals(HalfLives.of(days, earlierRunDate));
  }

  /**
   * The totals of a run date's settled day.
   *
   * @param userDays as of the run date
   * @param base totals of an earlier settled day that serve the run date, with no user day up to it
   *     changed since
   */
  public static Dataset<Row> from(
      Dataset<Row> userDays, FeatureRules rules, LocalDate runDate, Optional<Base> base) {
    LocalDate last = settledDay(runDate, rules);
    HalfLives halfLives = HalfLives.of(rules.orderHalfLifeDays(), runDate);
    LifetimeSums sums = new LifetimeSums(halfLives, last, base);
    Dataset<Row> days = userDays.filter(sums.isNew().and(UserDay.DAY.col().leq(last)));
    return sums.of(days)
        .withColumn(DAY.name(), DAY.is(lit(last)))
        .withColumn(
            UserFeatures.PURCHASE_DAYS.name(), coalesce(UserFeatures.PURCHASE_DAYS.col(), lit(0L)))
        .select(TABLE.columns());
  }

  private UserTotals() {}
}
