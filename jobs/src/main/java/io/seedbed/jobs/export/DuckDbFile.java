package io.seedbed.jobs.export;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.notebooks.star.Exported;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;

/**
 * A DuckDB file under construction. Tables have the declared types and carry their meaning in
 * English and Chinese as comments; rows go from Parquet to the file inside DuckDB and never through
 * the Java heap.
 */
final class DuckDbFile implements AutoCloseable {

  private final Connection connection;
  private final ExportSettings settings;

  private DuckDbFile(Connection connection, ExportSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * A new file.
   *
   * @param spill folder for what does not fit in memory
   */
  static DuckDbFile create(Path file, Path spill, ExportSettings settings) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath());
    DuckDbFile created = new DuckDbFile(connection, settings);
    try {
      created.execute("SET memory_limit = '%dMB'".formatted(settings.duckdbMemoryMb()));
      created.execute("SET threads = " + settings.duckdbThreads());
      created.execute("SET temp_directory = " + Sql.text(spill.toAbsolutePath().toString()));
      created.execute("SET autoinstall_known_extensions = false");
    } catch (SQLException refused) {
      connection.close();
      throw refused;
    }
    return created;
  }

  /**
   * Creates a table and fills it.
   *
   * @param parquetFiles its rows; none for an empty table
   */
  void load(Table table, List<Path> parquetFiles) throws SQLException {
    execute(
        table.fields().stream()
            .map(field -> Sql.name(field.name()) + " " + Sql.type(field.type()))
            .collect(
                Collectors.joining(
                    ", ", "CREATE TABLE %s (".formatted(Sql.name(table.name())), ")")));
    comment(table);
    if (parquetFiles.isEmpty()) {
      return;
    }
    String columns =
        table.fields().stream().map(DuckDbFile::fromParquet).collect(Collectors.joining(", "));
    execute(
        "INSERT INTO %s SELECT %s FROM read_parquet(%s, union_by_name = true%s)"
            .formatted(
                Sql.name(table.name()),
                columns,
                Sql.paths(parquetFiles),
                Exported.isKeptByRunDate(table)
                    ? hivePartition(table.partition().orElseThrow())
                    : ""));
  }

  /** Writes the rows of a loaded table that meet a condition as CSV, and counts them. */
  long copyToCsv(Table table, String condition, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(SafeCsv.copy(table, condition, file, settings));
    }
  }

  /** Rows of Parquet files, from their footers. */
  long countRows(List<Path> parquetFiles) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet counted =
            statement.executeQuery(
                "SELECT count(*) FROM read_parquet(%s)".formatted(Sql.paths(parquetFiles)))) {
      counted.next();
      return counted.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** What a column means, as it stands in every comment. */
  static String meaning(Field field) {
    String unit = field.unit().isEmpty() ? "" : " [" + field.unit() + "]";
    return field.english() + unit + " / " + field.chinese();
  }

  private void comment(Table table) throws SQLException {
    execute(
        "COMMENT ON TABLE %s IS %s"
            .formatted(
                Sql.name(table.name()), Sql.text(table.english() + " / " + table.chinese())));
    for (Field field : table.fields()) {
      execute(
          "COMMENT ON COLUMN %s.%s IS %s"
              .formatted(Sql.name(table.name()), Sql.name(field.name()), Sql.text(meaning(field))));
    }
  }

  /** Instants stay in UTC whatever the time zone of the machine and the Parquet encoding. */
  private static String fromParquet(Field field) {
    String column = Sql.name(field.name());
    return field.type().equals(DataTypes.TimestampType)
        ? "make_timestamp(epoch_us(" + column + "))"
        : column;
  }

  private static String hivePartition(Field field) {
    return ", hive_partitioning = true, hive_types = {%s: %s}"
        .formatted(Sql.text(field.name()), Sql.type(field.type()));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
