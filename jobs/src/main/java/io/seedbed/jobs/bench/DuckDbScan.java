package io.seedbed.jobs.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;

/** What {@link SparkScan} does, in DuckDB. */
final class DuckDbScan {

  /** Reads them all and says which version of DuckDB did it. */
  static String run(DuckDbLimits limits, Path spill, List<Path> folders) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      limits.apply(statement, spill);
      for (Path folder : folders) {
        String files =
            "read_parquet('%s/*.parquet')".formatted(folder.toString().replace("'", "''"));
        statement.execute("SELECT %s FROM %s".formatted(touched(statement, files), files));
      }
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  private static String touched(Statement statement, String files) throws SQLException {
    StringJoiner touched = new StringJoiner(", ");
    try (ResultSet columns = statement.executeQuery("DESCRIBE FROM " + files)) {
      while (columns.next()) {
        String name = '"' + columns.getString("column_name") + '"';
        String type = columns.getString("column_type");
        touched.add(
            switch (type) {
              case "VARCHAR" -> "sum(strlen(%s))".formatted(name);
              case "TIMESTAMP WITH TIME ZONE" -> "bit_xor(epoch_us(%s))".formatted(name);
              case "BOOLEAN" -> "bit_xor(%s::INTEGER)".formatted(name);
              default -> "sum(%s)".formatted(name);
            });
      }
    }
    return touched.toString();
  }

  private DuckDbScan() {}
}
