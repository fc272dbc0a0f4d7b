package io.seedbed.features.user;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.daily.UserDay;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The second purchase day of a user. */
final class SecondPurchases {

  /** Days that fit into the bits of one BIGINT, its sign left alone. */
  private static final int SPAN_DAYS = 63;

  /**
   * One row per user with two purchase days: the second. Apart from all other sums, because a list
   * per user would take the hash table from them.
   */
  static Dataset<Row> listed(Dataset<Row> userDays) {
    return userDays
        .filter(UserDay.KEPT_ORDERS.col().gt(0))
        .groupBy(UserDay.USER_ID.col())
        .agg(
            UserFeatures.SECOND_PURCHASE_DAY.is(
                get(sort_array(collect_list(UserDay.DAY.col())), lit(1))))
        .filter(UserFeatures.SECOND_PURCHASE_DAY.col().isNotNull());
  }

  /**
   * The second purchase day as an aggregate over user days and one row of a base: what the base
   * says, or what the days after it add to it. They are kept as bits, so that the second is the
   * lowest bit but one and everything adds up in a hash table.
   *
   * @param isPurchase whether a row is a purchase day after the base
   */
  static Column after(LocalDate base, LocalDate last, Column isPurchase) {
    Column first = min(when(isPurchase, UserDay.DAY.col()));
    Column[] seconds =
        Stream.iterate(base.plusDays(1), day -> !day.isAfter(last), day -> day.plusDays(SPAN_DAYS))
            .map(start -> secondIn(start, first, isPurchase))
            .toArray(Column[]::new);
    return coalesce(
        max(UserFeatures.SECOND_PURCHASE_DAY.col()),
        when(max(UserFeatures.FIRST_PURCHASE_DAY.col()).isNotNull(), first)
            .otherwise(coalesce(seconds)));
  }

  /** The first purchase day of a span of days that is not the first of all. */
  private static Column secondIn(LocalDate start, Column first, Column isPurchase) {
    Column day = UserDay.DAY.col();
    Column isIn = day.between(lit(start), lit(start.plusDays(SPAN_DAYS - 1)));
    Column bit = pow(lit(2), date_diff(day, lit(start))).cast(DataTypes.LongType);
    Column days = bit_or(when(isPurchase.and(isIn), bit).otherwise(0L));
    Column others = when(first.geq(lit(start)), days.bitwiseAND(days.minus(1))).otherwise(days);
    Column belowLowest = others.bitwiseAND(others.unary_$minus()).minus(1);
    return when(others.notEqual(0), date_add(lit(start), bit_count(belowLowest).cast("int")));
  }

  private SecondPurchases() {}
}
