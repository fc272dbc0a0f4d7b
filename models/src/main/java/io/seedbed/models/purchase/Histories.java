package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.user.UserFeatures;
import java.time.LocalDate;
import org.apache.spark.sql.Column;

/**
 * What purchase models know of a buyer, as columns over {@link UserFeatures}: a purchase is a
 * purchase day, time is in days since the first.
 *
 * @param day the last day that is seen
 */
record Histories(LocalDate day) {

  /** Purchases are told from each other up to this many, and times up to so many days. */
  private static final int EXACT = 64;

  private static final int MOST_DOUBLINGS = 16;

  static Column isBuyer() {
    return UserFeatures.PURCHASE_DAYS.col().gt(0);
  }

  static Column repeats() {
    return UserFeatures.PURCHASE_DAYS.col().minus(1);
  }

  static Column last() {
    return date_diff(UserFeatures.LAST_PURCHASE_DAY.col(), UserFeatures.FIRST_PURCHASE_DAY.col());
  }

  Column age() {
    return date_diff(lit(day), UserFeatures.FIRST_PURCHASE_DAY.col());
  }

  /** Days since the last purchase day. */
  Column silence() {
    return date_diff(lit(day), UserFeatures.LAST_PURCHASE_DAY.col());
  }

  /** Net value of the purchases after the first: the first is often lured by a price of its own. */
  static Column repeatSpend() {
    return UserFeatures.NET_SPEND_MINOR.col().minus(UserFeatures.FIRST_PURCHASE_NET_MINOR.col());
  }

  /**
   * A count to the nearest multiple of a step that doubles with it: exact below 64, then right to
   * one part in 64. It bounds the number of cells however many buyers and years there are, and
   * keeps the order of two counts.
   */
  static Column rounded(Column count) {
    Column rounded = count;
    for (int doublings = 1; doublings <= MOST_DOUBLINGS; doublings++) {
      long step = 1L << doublings;
      long from = EXACT * step / 2;
      Column nearest = floor(count.plus(step / 2).divide(step)).multiply(step);
      rounded = when(count.geq(from), nearest).otherwise(rounded);
    }
    return rounded;
  }
}
