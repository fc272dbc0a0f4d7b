package io.seedbed.jobs.bench;

import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.growth.AarrrCells;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;

/**
 * Compares the tables that {@link DuckDbNight} wrote with the published ones, row by row on the
 * declared key: everything exactly, but fractions to nine digits.
 *
 * @param output folder with a file for each table
 */
record OutputComparison(Path output, DuckDbLimits limits) {

  /** The tables that are compared. */
  static final List<Table> TABLES =
      List.of(
          SourceAccounting.TABLE,
          UserAcquisition.TABLE,
          UserFeatures.TABLE,
          InviteEdges.TABLE,
          Inviters.TABLE,
          UserSegments.TABLE,
          SeedScores.TABLE,
          RetentionCohorts.TABLE,
          AarrrCells.TABLE,
          FunnelSteps.TABLE,
          RevenueDays.TABLE);

  private static final int EXAMPLES = 3;

  private static final String COUNT =
      """
      SELECT count(p.present), count(*) FILTER (p.present IS NULL) + count(*) FILTER (d.present IS NULL)
        + 2 * count(*) FILTER (p.present AND d.present AND (%s))
      """;

  private static final String SHOW =
      """
      SELECT concat_ws(', ', %s), CASE WHEN d.present IS NULL THEN 'is missing in DuckDB'
        WHEN p.present IS NULL THEN 'is in DuckDB alone' ELSE concat_ws('; ', %s) END
      """;

  /**
   * Compares all tables.
   *
   * @param published Parquet files by the name of the table
   */
  List<Agreement> with(Map<String, List<Path>> published) throws SQLException {
    return with(TABLES, published);
  }

  List<Agreement> with(List<Table> tables, Map<String, List<Path>> published) throws SQLException {
    List<Agreement> agreements = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      limits.apply(statement, output);
      statement.execute("SET TimeZone = 'UTC'");
      for (Table table : tables) {
        List<Path> files = published.get(table.name());
        if (files == null || files.isEmpty()) {
          throw new IllegalArgumentException(
              "Cannot compare %s: no file of it is published. Run the night first."
                  .formatted(table.name()));
        }
        agreements.add(compare(statement, table, files));
      }
    }
    return agreements;
  }

  private Agreement compare(Statement statement, Table table, List<Path> files)
      throws SQLException {
    List<Field> key = table.key();
    List<Field> values =
        table.fields().stream().filter(field -> !table.key().contains(field)).toList();
    String from = joined(table, files);
    String differs =
        values.stream().map(OutputComparison::differs).collect(Collectors.joining(" OR "));
    try (ResultSet counted =
        statement.executeQuery(COUNT.formatted(differs.isEmpty() ? "false" : differs) + from)) {
      counted.next();
      long rows = counted.getLong(1);
      long differing = counted.getLong(2);
      return new Agreement(
          table.name(),
          rows,
          differing,
          differing == 0 ? List.of() : examples(statement, from, key, values, differs));
    }
  }

  private static List<String> examples(
      Statement statement, String from, List<Field> key, List<Field> values, String differs)
      throws SQLException {
    String keys =
        key.stream()
            .map(field -> "'%1$s ' || \"%1$s\"".formatted(field.name()))
            .collect(Collectors.joining(", "));
    String changes =
        values.stream().map(OutputComparison::change).collect(Collectors.joining(", "));
    String condition =
        " WHERE p.present IS NULL OR d.present IS NULL OR %s ORDER BY ALL LIMIT %d"
            .formatted(differs.isEmpty() ? "false" : differs, EXAMPLES);
    List<String> examples = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(SHOW.formatted(keys, changes) + from + condition)) {
      while (row.next()) {
        examples.add(row.getString(1) + ": " + row.getString(2));
      }
    }
    return examples;
  }

  /** Rows of one key are counted through, so that one that stands twice finds no partner. */
  private String joined(Table table, List<Path> files) {
    return "FROM (SELECT %1$s FROM %2$s) AS p FULL JOIN (SELECT %1$s FROM %3$s) AS d USING (%4$s, copy)"
        .formatted(
            columns(table)
                + ", row_number() OVER (PARTITION BY %s) AS copy".formatted(names(table.key())),
            rows(files),
            rows(List.of(output.resolve(table.name() + ".parquet"))),
            names(table.key()));
  }

  private static String rows(List<Path> files) {
    return "read_parquet(%s, hive_partitioning = false)"
        .formatted(Literals.list(files.stream().map(Path::toString).toList()));
  }

  private static String columns(Table table) {
    return table.fields().stream()
        .map(
            field ->
                field.type().equals(DataTypes.TimestampType)
                    ? "epoch_us(\"%1$s\") AS \"%1$s\"".formatted(field.name())
                    : '"' + field.name() + '"')
        .collect(Collectors.joining(", ", "true AS present, ", ""));
  }

  private static String names(List<Field> fields) {
    return fields.stream().map(field -> '"' + field.name() + '"').collect(Collectors.joining(", "));
  }

  private static String differs(Field field) {
    String exactly = "p.\"%1$s\" IS DISTINCT FROM d.\"%1$s\"".formatted(field.name());
    return field.type().equals(DataTypes.DoubleType)
        ? "(%1$s AND coalesce(abs(p.\"%2$s\" - d.\"%2$s\") > 1e-9 * abs(p.\"%2$s\"), true))"
            .formatted(exactly, field.name())
        : exactly;
  }

  private static String change(Field field) {
    return "if(%s, '%2$s ' || coalesce(p.\"%2$s\"::VARCHAR, 'null') || ' published, ' || coalesce(d.\"%2$s\"::VARCHAR, 'null') || ' by DuckDB', NULL)"
        .formatted(differs(field), field.name());
  }
}
