package io.seedbed.features.testing;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/**
 * Rows of a declared table, written down with only the columns that matter. A column left out is
 * null where it may be; else false, 0, its first accepted value, or, in a key, a running number. A
 * business day left out is the day of the row's first instant in the fixture's zone. Dates and
 * instants may be ISO text, numbers any number.
 */
public final class Fixture {

  private static final String DAY = "day";

  private final Table table;
  private final List<Field> given;
  private final ZoneId zone;
  private final List<Row> rows = new ArrayList<>();

  private Fixture(Table table, ZoneId zone, List<Field> given) {
    this.table = table;
    this.zone = zone;
    this.given = given;
  }

  /** An empty fixture of a table whose rows give the named columns. */
  public static Fixture of(Table table, ZoneId zone, Field... given) {
    return new Fixture(table, zone, List.of(given));
  }

  /** This fixture with one more row. */
  public Fixture row(Object... values) {
    if (values.length != given.size()) {
      throw new IllegalArgumentException(
          "Row of %s gives %d values for %d columns %s. Give one each."
              .formatted(
                  table.name(),
                  values.length,
                  given.size(),
                  given.stream().map(Field::name).toList()));
    }
    Object[] row = new Object[table.fields().size()];
    Timestamp firstInstant = null;
    for (int i = 0; i < row.length; i++) {
      Field field = table.fields().get(i);
      int at = given.indexOf(field);
      row[i] = at >= 0 ? typed(field.type(), values[at]) : leftOut(field);
      if (at >= 0 && firstInstant == null && row[i] instanceof Timestamp instant) {
        firstInstant = instant;
      }
    }
    for (int i = 0; i < row.length && firstInstant != null; i++) {
      Field field = table.fields().get(i);
      if (isDayOfTheRow(field) && !given.contains(field)) {
        row[i] = Date.valueOf(firstInstant.toInstant().atZone(zone).toLocalDate());
      }
    }
    rows.add(RowFactory.create(row));
    return this;
  }

  /** The rows so far. */
  public Dataset<Row> dataset() {
    return Spark.session().createDataFrame(List.copyOf(rows), table.schema());
  }

  static Object[] typed(StructField[] columns, Object[] values) {
    Object[] typed = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      typed[i] = typed(columns[i].dataType(), values[i]);
    }
    return typed;
  }

  private static Object typed(DataType type, Object value) {
    if (value == null) {
      return null;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return value instanceof Timestamp ? value : Timestamp.from(Instant.parse(value.toString()));
    }
    if (type.equals(DataTypes.DateType)) {
      return value instanceof Date ? value : Date.valueOf(LocalDate.parse(value.toString()));
    }
    if (type instanceof DecimalType decimal) {
      return new BigDecimal(value.toString()).setScale(decimal.scale());
    }
    if (value instanceof Number number) {
      if (type.equals(DataTypes.IntegerType)) {
        return number.intValue();
      }
      return type.equals(DataTypes.LongType) ? (Object) number.longValue() : number.doubleValue();
    }
    return value;
  }

  private static boolean isDayOfTheRow(Field field) {
    return field.name().equals(DAY);
  }

  private Object leftOut(Field field) {
    if (field.isNullable()) {
      return null;
    }
    if (field.type().equals(DataTypes.StringType)) {
      return field.accepted().isEmpty()
          ? field.name() + "-" + (rows.size() + 1)
          : field.accepted().get(0);
    }
    if (field.type().equals(DataTypes.BooleanType)) {
      return false;
    }
    if (field.type().equals(DataTypes.TimestampType)) {
      return Timestamp.from(Instant.EPOCH);
    }
    return field.type().equals(DataTypes.DateType)
        ? Date.valueOf(LocalDate.EPOCH)
        : typed(field.type(), 0);
  }
}
