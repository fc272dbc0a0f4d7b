package io.seedbed.features.source;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Amounts as sources write them, in decimal major units, and as tables hold them. */
final class Money {

  /** With {@link io.seedbed.features.table.Field#QUANTITY} a product no digit of which is lost. */
  static final DataType PRICE = DataTypes.createDecimalType(18, 6);

  static final DataType AMOUNT = DataTypes.createDecimalType(24, 6);

  /** Minor units, rounded half away from zero, once; null where they exceed a BIGINT. */
  static Column minor(Column major, Reading reading) {
    return round(major, reading.minorDigits())
        .multiply(lit(reading.minorUnits()))
        .try_cast(DataTypes.LongType);
  }

  private Money() {}
}
