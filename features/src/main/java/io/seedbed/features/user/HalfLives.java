package io.seedbed.features.user;

import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts in which an order weighs half as much every so many days, as whole numbers that carry
 * forward.
 *
 * <p>0.5^((D − day) / h) is 2^((day − s) / h) times 0.5^((D − s) / h) for any day s. So what an
 * order adds is a number of its day alone, and the run date scales the sum. Numbers are rounded to
 * whole 2^-30 before they are added up: no order of the sum, and no way to split it over nights,
 * can change a bit. The day s starts an era of ten half-lives, which all run dates in it share;
 * sums of one era are of no use to another, and within one they stay below what a BIGINT holds for
 * four million orders of one user.
 *
 * @param days the half-life h
 * @param start first day of the era, s
 */
record HalfLives(int days, LocalDate start) {

  private static final int ERA = 10;
  private static final int WEIGHT_BITS = 30;
  private static final int SCALE_BITS = 40;

  /** Decimals that the rounding of weights leaves right. */
  private static final double UNITS = 1_000_000.0;

  /** The half-lives of the era that a run date is in. */
  static HalfLives of(int days, LocalDate runDate) {
    long eraDays = (long) ERA * days;
    long era = Math.floorDiv(runDate.toEpochDay(), eraDays);
    return new HalfLives(days, LocalDate.ofEpochDay(era * eraDays));
  }

  /** What orders of a day add, in 2^-30 of an order of the era's first day. */
  Column accrued(Column orders, Column day) {
    long[] withinOne = new long[days];
    for (int i = 0; i < days; i++) {
      withinOne[i] = scaled(StrictMath.pow(2, i / (double) days), WEIGHT_BITS);
    }
    Column sinceStart = date_diff(day, lit(start));
    Column whole = pow(lit(2), floor(sinceStart.divide(days)));
    Column weight = floor(get(lit(withinOne), pmod(sinceStart, lit(days))).multiply(whole));
    return when(orders.gt(0), orders.multiply(weight)).otherwise(0L);
  }

  /** The decayed count behind accrued sums, to the millionth. */
  Column asOf(LocalDate runDate, Column accrued) {
    long sinceStart = runDate.toEpochDay() - start.toEpochDay();
    long rest = scaled(StrictMath.pow(0.5, sinceStart % days / (double) days), SCALE_BITS);
    double scale = Math.scalb((double) rest, (int) -(sinceStart / days) - SCALE_BITS - WEIGHT_BITS);
    Column orders = accrued.cast(DataTypes.DoubleType).multiply(lit(scale));
    return floor(orders.multiply(UNITS).plus(0.5)).divide(UNITS);
  }

  private static long scaled(double value, int bits) {
    return Math.round(Math.scalb(value, bits));
  }
}
