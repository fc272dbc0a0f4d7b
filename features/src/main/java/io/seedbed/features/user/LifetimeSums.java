package io.seedbed.features.user;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Sums of user days over all history up to a day, on from a base of {@link UserTotals}: each of its
 * rows is added up like one more day. Only sums, minima and maxima of numbers and dates, which
 * Spark adds up in a hash table.
 *
 * @param halfLives by which orders decay; those the base was made with
 * @param last the day up to which days are added up
 */
record LifetimeSums(HalfLives halfLives, LocalDate last, Optional<Base> base) {

  static final Field USER_ID = UserDay.USER_ID;

  static final Column IS_PURCHASE_DAY = UserDay.KEPT_ORDERS.col().gt(0);
  static final Column IS_ACTIVE_DAY = IS_PURCHASE_DAY.or(UserDay.MESSAGES.col().gt(0));

  private static final Column DAY = UserDay.DAY.col();

  /**
   * The first purchase as one number, so that the least of them, in a hash table, is the first day
   * with its value: the day, moved left by more bits than a day's value takes.
   */
  private static final Field FIRST_PURCHASE =
      Field.count("first_purchase", "", "Day and net value of the first purchase", "首购日与净额");

  private static final int VALUE_BITS = 44;
  private static final long MOST_VALUE = (1L << VALUE_BITS) - 1;

  /** What a user day has of a day, and a row of the base of all days up to it. */
  private static final Map<Field, Field> ADDED =
      Map.of(
          UserDay.PAID_ORDERS, UserFeatures.PAID_ORDERS,
          UserDay.KEPT_ORDERS, UserFeatures.KEPT_ORDERS,
          UserDay.BAD_ORDERS, UserFeatures.BAD_ORDERS,
          UserDay.GROSS_MINOR, UserFeatures.GROSS_SPEND_MINOR,
          UserDay.NET_MINOR, UserFeatures.NET_SPEND_MINOR,
          UserDay.MESSAGES, UserFeatures.MESSAGES);

  /** What only a row of the base has. */
  private static final List<Field> CARRIED =
      List.of(
          UserFeatures.PURCHASE_DAYS,
          UserFeatures.FIRST_PURCHASE_DAY,
          UserFeatures.FIRST_PURCHASE_NET_MINOR,
          UserFeatures.SECOND_PURCHASE_DAY,
          UserFeatures.LAST_PURCHASE_DAY,
          UserTotals.ACCRUED_ORDERS,
          UserTotals.ACCRUED_BAD_ORDERS,
          UserFeatures.LAST_ACTIVE_DAY);

  /** Whether a user day is not in the base yet; null of the base's own rows. */
  Column isNew() {
    return base.map(b -> b.isAfter(DAY)).orElse(lit(true));
  }

  /**
   * One row per user with any of the given user days, or in the base: the sums, and others of the
   * days that are read along. One shuffle by user, of partial sums. Without a base the days of
   * purchases are read a second time.
   *
   * @param userDays all after the base up to the last, and what else the others need
   * @param others aggregates over user days that no row of the base must add to
   */
  Dataset<Row> of(Dataset<Row> userDays, Column... others) {
    if (base.isEmpty()) {
      return addedUp(userDays, Stream.of(others))
          .join(SecondPurchases.listed(userDays), new String[] {USER_ID.name()}, "left");
    }
    Base from = base.get();
    Column second = SecondPurchases.after(from.day(), last, isNew().and(IS_PURCHASE_DAY));
    return addedUp(
        contributions(userDays, from.rows()),
        Stream.concat(Stream.of(UserFeatures.SECOND_PURCHASE_DAY.is(second)), Stream.of(others)));
  }

  private Dataset<Row> addedUp(Dataset<Row> contributions, Stream<Column> others) {
    Column isPurchase = isNew().and(IS_PURCHASE_DAY);
    Column[] sums =
        Stream.concat(
                Stream.of(
                    UserFeatures.PURCHASE_DAYS.is(
                        sum(whereOr(isPurchase, lit(1L), UserFeatures.PURCHASE_DAYS.col()))),
                    FIRST_PURCHASE.is(
                        min(
                            whereOr(
                                isPurchase,
                                packed(DAY, UserDay.NET_MINOR.col()),
                                packed(
                                    UserFeatures.FIRST_PURCHASE_DAY.col(),
                                    UserFeatures.FIRST_PURCHASE_NET_MINOR.col())))),
                    UserFeatures.LAST_PURCHASE_DAY.is(lastPurchase(isPurchase)),
                    added(UserDay.PAID_ORDERS),
                    added(UserDay.KEPT_ORDERS),
                    added(UserDay.BAD_ORDERS),
                    added(UserDay.GROSS_MINOR),
                    added(UserDay.NET_MINOR),
                    accrued(UserDay.PAID_ORDERS, UserTotals.ACCRUED_ORDERS),
                    accrued(UserDay.BAD_ORDERS, UserTotals.ACCRUED_BAD_ORDERS),
                    added(UserDay.MESSAGES),
                    UserFeatures.LAST_ACTIVE_DAY.is(
                        max(
                            whereOr(
                                isNew().and(IS_ACTIVE_DAY),
                                DAY,
                                UserFeatures.LAST_ACTIVE_DAY.col())))),
                others)
            .toArray(Column[]::new);
    return contributions
        .groupBy(USER_ID.col())
        .agg(sums[0], Stream.of(sums).skip(1).toArray(Column[]::new))
        .withColumn(
            UserFeatures.FIRST_PURCHASE_DAY.name(),
            date_from_unix_date(
                shiftright(FIRST_PURCHASE.col(), VALUE_BITS).cast(DataTypes.IntegerType)))
        .withColumn(
            UserFeatures.FIRST_PURCHASE_NET_MINOR.name(),
            FIRST_PURCHASE.col().bitwiseAND(lit(MOST_VALUE)));
  }

  /** Values beyond 2^44 minor units are cut to that: nobody buys for so much in a day. */
  private static Column packed(Column day, Column net) {
    return shiftleft(unix_date(day).cast(DataTypes.LongType), VALUE_BITS)
        .bitwiseOR(least(net, lit(MOST_VALUE)));
  }

  /**
   * The last purchase day before a day that is after the base's, as an aggregate over user days of
   * which all from then on may be read.
   */
  Column lastPurchaseBefore(LocalDate day) {
    return lastPurchase(IS_PURCHASE_DAY.and(DAY.lt(lit(day))));
  }

  private Column lastPurchase(Column isCounted) {
    return max(whereOr(isCounted, DAY, UserFeatures.LAST_PURCHASE_DAY.col()));
  }

  private static Dataset<Row> contributions(Dataset<Row> userDays, Dataset<Row> earlier) {
    Stream<Column> ofDay =
        Stream.concat(
            Stream.of(USER_ID.col(), DAY, UserDay.SHARES.col()),
            ADDED.keySet().stream().map(Field::col));
    Stream<Column> ofBase =
        Stream.concat(
            Stream.of(USER_ID.col(), UserDay.DAY.isNull(), UserDay.SHARES.isNull()),
            ADDED.entrySet().stream().map(sum -> sum.getKey().is(sum.getValue().col())));
    return userDays
        .select(with(ofDay, CARRIED.stream().map(Field::isNull)))
        .unionByName(earlier.select(with(ofBase, CARRIED.stream().map(Field::col))));
  }

  private static Column[] with(Stream<Column> some, Stream<Column> others) {
    return Stream.concat(some, others).toArray(Column[]::new);
  }

  /** A value of new user days; of the base's own rows what they say. */
  private Column whereOr(Column isCounted, Column value, Column carried) {
    Column ofDay = when(isCounted, value);
    return base.isPresent() ? coalesce(ofDay, carried) : ofDay;
  }

  private Column added(Field measure) {
    Column isAdded = base.map(b -> isNew().or(DAY.isNull())).orElse(lit(true));
    return ADDED.get(measure).is(sum(when(isAdded, measure.col()).otherwise(0L)));
  }

  private Column accrued(Field orders, Field carried) {
    return carried.is(sum(whereOr(isNew(), halfLives.accrued(orders.col(), DAY), carried.col())));
  }
}
