package io.seedbed.features.table;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Sets of the numbers from 0 to 63 in one BIGINT. */
public final class Bits {

  /** Binary digits of a place in the set. */
  public static final int PLACE_BITS = 6;

  private static final long PLACES = (1L << PLACE_BITS) - 1;

  /** The place of a number in its set of 64. */
  public static Column place(Column number) {
    return number.bitwiseAND(lit(PLACES)).cast(DataTypes.IntegerType);
  }

  /** The set that holds a number's place and no other. */
  public static Column only(Column number) {
    return call_function("shiftleft", lit(1L), place(number));
  }

  /** How many places below a number's are in a set. */
  public static Column countBelow(Column number, Column set) {
    Column below = bitwise_not(call_function("shiftleft", lit(-1L), place(number)));
    return bit_count(set.bitwiseAND(below));
  }

  private Bits() {}
}
