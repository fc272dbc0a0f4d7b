package io.seedbed.jobs.export;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** How DuckDB spells names, text and types. Its COPY and COMMENT take no bound parameters. */
final class Sql {

  /** A quoted name. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A quoted text. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A list of quoted paths. */
  static String paths(List<Path> files) {
    return files.stream()
        .map(file -> text(file.toAbsolutePath().toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The DuckDB type of a Spark type. */
  static String type(DataType type) {
    if (type instanceof DecimalType decimal) {
      return "DECIMAL(%d, %d)".formatted(decimal.precision(), decimal.scale());
    }
    if (type instanceof ArrayType array) {
      return type(array.elementType()) + "[]";
    }
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields())
          .map(field -> name(field.name()) + " " + type(field.dataType()))
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
    return scalar(type);
  }

  /** Whether a value of this type has no plain form in CSV. */
  static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof StructType;
  }

  private static String scalar(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return "VARCHAR";
    }
    if (type.equals(DataTypes.LongType)) {
      return "BIGINT";
    }
    if (type.equals(DataTypes.IntegerType)) {
      return "INTEGER";
    }
    if (type.equals(DataTypes.DoubleType)) {
      return "DOUBLE";
    }
    if (type.equals(DataTypes.BooleanType)) {
      return "BOOLEAN";
    }
    if (type.equals(DataTypes.DateType)) {
      return "DATE";
    }
    if (type.equals(DataTypes.TimestampType)) {
      return "TIMESTAMP";
    }
    throw new IllegalArgumentException(
        "Cannot export a column of type %s: DuckDB's name for it is not known here. Add it to Sql."
            .formatted(type.sql()));
  }

  private Sql() {}
}
