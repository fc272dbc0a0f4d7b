package io.seedbed.features.testing;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * An in-memory DuckDB that says independently of Spark what a table should hold. Instants arrive as
 * TIMESTAMP in UTC, so that a day in a zone is {@code timezone('Asia/Shanghai', timezone('UTC',
 * at))::DATE}.
 */
public final class DuckDb implements AutoCloseable {

  private static final String SPARK_SIDE = "spark_side";
  private static final String DUCKDB_SIDE = "duckdb_side";
  private static final double TOLERANCE = 1e-9;

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** A new, empty database. */
  public static DuckDb open() {
    try {
      DuckDb database = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
      return database.execute("SET TimeZone = 'UTC'").execute("SET threads = 2");
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot open an in-memory DuckDB", e);
    }
  }

  /** This database with a dataset as a table, through temporary Parquet. */
  public DuckDb load(String name, Dataset<Row> rows) {
    Path folder = temporaryFolder();
    try {
      Path parquet = folder.resolve(name);
      rows.write().parquet(parquet.toString());
      String columns =
          Stream.of(rows.schema().fields()).map(DuckDb::plain).collect(Collectors.joining(", "));
      return execute(
          "CREATE OR REPLACE TABLE %s AS SELECT %s FROM read_parquet('%s/*.parquet')"
              .formatted(quoted(name), columns, parquet));
    } finally {
      delete(folder);
    }
  }

  /** This database with a declared table under its own name. */
  public DuckDb load(Table table, Dataset<Row> rows) {
    return load(table.name(), rows);
  }

  /** This database after a statement that returns no rows, such as CREATE TABLE … AS. */
  public DuckDb execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refused: " + sql, e);
    }
  }

  /** The rows of a query, each as {@code [value, value]}. */
  public List<String> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(String.valueOf(rows.getObject(i)));
        }
        lines.add(values.toString());
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refused: " + sql, e);
    }
  }

  /**
   * What differs between a table as Spark built it and as a query says it should be, one line per
   * key and column; empty when they agree. Columns are matched by name and cast to the declared
   * type; doubles may differ by 10⁻⁹, absolute below 1 and relative above.
   */
  public List<String> mismatches(Table table, Dataset<Row> built, String expectedSql) {
    load(SPARK_SIDE, built.select(table.columns()));
    String columns =
        table.fields().stream()
            .map(f -> "CAST(%1$s AS %2$s) AS %1$s".formatted(quoted(f.name()), sqlType(f.type())))
            .collect(Collectors.joining(", "));
    execute(
        "CREATE OR REPLACE TABLE %s AS SELECT %s FROM (%s) AS expected"
            .formatted(DUCKDB_SIDE, columns, expectedSql));
    List<String> lines = new ArrayList<>();
    lines.addAll(repeatedKeys(table, SPARK_SIDE));
    lines.addAll(repeatedKeys(table, DUCKDB_SIDE));
    lines.addAll(keysWithoutPartner(table, SPARK_SIDE, DUCKDB_SIDE));
    lines.addAll(keysWithoutPartner(table, DUCKDB_SIDE, SPARK_SIDE));
    lines.addAll(differingValues(table));
    return lines;
  }

  /**
   * Rows that stand more often on one side than on the other, for rows without a key: {@code
   * spark_side [values]} or {@code duckdb_side [values]}. Doubles must agree in every bit.
   */
  public List<String> difference(Dataset<Row> built, String expectedSql) {
    load(SPARK_SIDE, built);
    String columns =
        Stream.of(built.columns()).map(DuckDb::quoted).collect(Collectors.joining(", "));
    execute(
        "CREATE OR REPLACE TABLE %s AS SELECT %s FROM (%s) AS expected"
            .formatted(DUCKDB_SIDE, columns, expectedSql));
    List<String> lines = new ArrayList<>();
    query("FROM %s EXCEPT ALL FROM %s".formatted(SPARK_SIDE, DUCKDB_SIDE))
        .forEach(row -> lines.add(SPARK_SIDE + " " + row));
    query("FROM %s EXCEPT ALL FROM %s".formatted(DUCKDB_SIDE, SPARK_SIDE))
        .forEach(row -> lines.add(DUCKDB_SIDE + " " + row));
    return lines;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot close DuckDB", e);
    }
  }

  private List<String> repeatedKeys(Table table, String side) {
    String key = keyOf(table, "");
    return query(
            "SELECT %1$s, count(*) FROM %2$s GROUP BY %1$s HAVING count(*) > 1 ORDER BY ALL"
                .formatted(key, side))
        .stream()
        .map(row -> "%s holds a key more than once: %s".formatted(side, row))
        .toList();
  }

  private List<String> keysWithoutPartner(Table table, String side, String otherSide) {
    return query(
            "SELECT s.* FROM %s AS s ANTI JOIN %s AS o ON %s ORDER BY ALL"
                .formatted(side, otherSide, sameKey(table, "s", "o")))
        .stream()
        .map(row -> "only %s: %s".formatted(side, row))
        .toList();
  }

  private List<String> differingValues(Table table) {
    List<String> lines = new ArrayList<>();
    for (Field field : table.fields()) {
      String name = quoted(field.name());
      query(
              "SELECT %s, s.%s, d.%s FROM %s AS s JOIN %s AS d ON %s WHERE %s ORDER BY ALL"
                  .formatted(
                      keyOf(table, "s."),
                      name,
                      name,
                      SPARK_SIDE,
                      DUCKDB_SIDE,
                      sameKey(table, "s", "d"),
                      differs(field)))
          .forEach(row -> lines.add("%s: key, spark, duckdb = %s".formatted(field.name(), row)));
    }
    return lines;
  }

  private static String differs(Field field) {
    String name = quoted(field.name());
    String distinct = "s.%1$s IS DISTINCT FROM d.%1$s".formatted(name);
    return field.type().equals(DataTypes.DoubleType)
        ? "%2$s AND coalesce(abs(s.%1$s - d.%1$s) > %3$s * greatest(1, abs(d.%1$s)), true)"
            .formatted(name, distinct, TOLERANCE)
        : distinct;
  }

  private static String sameKey(Table table, String left, String right) {
    return table.key().stream()
        .map(f -> "%s.%2$s IS NOT DISTINCT FROM %3$s.%2$s".formatted(left, quoted(f.name()), right))
        .collect(Collectors.joining(" AND "));
  }

  private static String keyOf(Table table, String prefix) {
    return table.key().stream()
        .map(f -> prefix + quoted(f.name()))
        .collect(Collectors.joining(", "));
  }

  private static String plain(StructField column) {
    String name = quoted(column.name());
    return column.dataType().equals(DataTypes.TimestampType)
        ? "CAST(%1$s AS TIMESTAMP) AS %1$s".formatted(name)
        : name;
  }

  private static String sqlType(DataType type) {
    if (type instanceof ArrayType array) {
      return sqlType(array.elementType()) + "[]";
    }
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields())
          .map(f -> quoted(f.name()) + " " + sqlType(f.dataType()))
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
    return type.sql();
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("seedbed-duckdb");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
