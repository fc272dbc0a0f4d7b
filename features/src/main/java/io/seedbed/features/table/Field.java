package io.seedbed.features.table;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * One declared column: the only place its name is written. Define it with {@link #is}, refer to it
 * with {@link #col}.
 *
 * @param unit what a number counts ("days", "minor units"); empty where the type says it all
 * @param accepted the only values a text column may hold; empty for any
 */
public record Field(
    String name,
    DataType type,
    boolean isNullable,
    String unit,
    String english,
    String chinese,
    List<String> accepted) {

  /** Quantities of goods: sold by piece or by weight, to the gram of a kilogram. */
  public static final DataType QUANTITY = DataTypes.createDecimalType(18, 3);

  /** A required column of any type. */
  public static Field of(String name, DataType type, String english, String chinese) {
    return new Field(name, type, false, "", english, chinese, List.of());
  }

  /** A required STRING. */
  public static Field text(String name, String english, String chinese) {
    return of(name, DataTypes.StringType, english, chinese);
  }

  /** A required BOOLEAN. */
  public static Field flag(String name, String english, String chinese) {
    return of(name, DataTypes.BooleanType, english, chinese);
  }

  /** A required business DATE. */
  public static Field date(String name, String english, String chinese) {
    return of(name, DataTypes.DateType, english, chinese);
  }

  /** A required TIMESTAMP, stored in UTC. */
  public static Field instant(String name, String english, String chinese) {
    return of(name, DataTypes.TimestampType, english, chinese);
  }

  /** A required BIGINT number of things. */
  public static Field count(String name, String unit, String english, String chinese) {
    return of(name, DataTypes.LongType, english, chinese).in(unit);
  }

  /** A required BIGINT amount in minor units of the reporting currency. */
  public static Field money(String name, String english, String chinese) {
    return of(name, DataTypes.LongType, english, chinese).in("minor units");
  }

  /** A required DOUBLE. */
  public static Field real(String name, String unit, String english, String chinese) {
    return of(name, DataTypes.DoubleType, english, chinese).in(unit);
  }

  /** This column where null means "not known" or "undefined". */
  public Field orNull() {
    return new Field(name, type, true, unit, english, chinese, accepted);
  }

  /** This column counted in a unit. */
  public Field in(String newUnit) {
    return new Field(name, type, isNullable, newUnit, english, chinese, accepted);
  }

  /** This column restricted to the given values. */
  public Field oneOf(String... values) {
    return new Field(name, type, isNullable, unit, english, chinese, List.of(values));
  }

  /** The column, by name. */
  public Column col() {
    return functions.col(name);
  }

  /** The column of one side of a join. */
  public Column of(org.apache.spark.sql.Dataset<?> side) {
    return side.col(name);
  }

  /** The expression under this name and of this type. */
  public Column is(Column expression) {
    return expression.cast(type).as(name);
  }

  /** A null of this type under this name. */
  public Column isNull() {
    return is(functions.lit(null));
  }

  StructField structField() {
    return new StructField(name, type, isNullable, Metadata.empty());
  }
}
