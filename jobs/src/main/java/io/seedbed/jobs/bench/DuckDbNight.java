package io.seedbed.jobs.bench;

import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user would run instead of the night: one DuckDB script, {@code night.sql}, that recomputes
 * the published tables from the raw Parquet files of the bench's shop and writes each as Parquet.
 *
 * <p>It is let off what the night has to do besides: it keeps no facts, quarantine or history, fits
 * nothing, takes ids as they stand and knows the types of the files. Its windows and funnel steps
 * are those of the packaged settings.
 */
final class DuckDbNight {

  /** Run again and again until it changes nothing. */
  private static final String REPEATED_STEP = "closing_edges";

  private static final String FIRST_DAY =
      """
      SELECT min(day_of(epoch_us(stats_min_value::TIMESTAMPTZ)))
      FROM parquet_metadata(list_concat(%s, %s))
      WHERE path_in_schema IN ('ordered_at', 'sent_at')
      """;

  private final SqlSteps steps = SqlSteps.of("night.sql");
  private final Request request;

  /**
   * What to run.
   *
   * @param readAt when the files are read: what they date more than a day later is refused
   * @param fittedParameters Parquet files of the published fits of the date
   * @param yesterday Parquet files of the classes published for the day before, which labels
   *     follow; empty where they are made anew
   * @param output folder for the tables, one file each
   */
  record Request(
      Settings settings,
      LocalDate date,
      Instant readAt,
      List<Path> fittedParameters,
      List<Path> yesterday,
      DuckDbLimits limits,
      Path output) {}

  private DuckDbNight(Request request) {
    this.request = request;
  }

  /** Runs the script. */
  static void run(Request request) throws IOException, SQLException {
    PeerRules.require(request.settings());
    Files.createDirectories(request.output());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      new DuckDbNight(request).run(connection, statement);
    }
  }

  private void run(Connection connection, Statement statement) throws IOException, SQLException {
    NightTemplate template = prepare(connection, statement);
    for (String step : steps.names()) {
      execute(statement, step, template.filled(steps.text(step)));
    }
  }

  private static void execute(Statement statement, String step, String sql) throws SQLException {
    try {
      do {
        statement.execute(sql);
      } while (step.equals(REPEATED_STEP) && statement.getUpdateCount() > 0);
    } catch (SQLException refused) {
      throw new SQLException(
          "Cannot run step '%s' of night.sql: %s Check the columns of the sources' files against the step."
              .formatted(step, refused.getMessage()),
          refused);
    }
  }

  private NightTemplate prepare(Connection connection, Statement statement)
      throws IOException, SQLException {
    RunDate runDate = new RunDate(request.date(), request.settings().shop().zone());
    request.limits().apply(statement, request.output());
    statement.execute("SET TimeZone = 'UTC'");
    statement.execute("SET preserve_insertion_order = false");
    Map<String, InputFiles> inputs = inputs();
    view(statement, inputs);
    statement.execute(
        "CREATE TEMP VIEW yesterday AS SELECT * FROM read_parquet(%s)"
            .formatted(Literals.list(request.yesterday().stream().map(Path::toString).toList())));
    NightFits fits = NightFits.read(connection, request.fittedParameters(), runDate.day());
    fits.register(connection, request.settings().seeds().credibleLevel());
    BusinessDays days = new BusinessDays(runDate.zone(), runDate.day());
    LocalDate first = firstDay(statement, inputs, days);
    NightVariables.of(request.settings(), fits, runDate, request.readAt())
        .number("first_day", first.toEpochDay())
        .number("last_day", runDate.day().toEpochDay() - first.toEpochDay())
        .text("out", request.output().toAbsolutePath() + "/")
        .apply(statement);
    return NightTemplate.of(new DayBlocks(first, runDate.day()));
  }

  private Map<String, InputFiles> inputs() throws IOException {
    Map<String, InputFiles> inputs = new LinkedHashMap<>();
    for (String source : BenchShop.SOURCES) {
      inputs.put(source, InputFiles.of(source, request.settings().sources().get(source).files()));
    }
    return inputs;
  }

  /** Every source as a view with the place of a row: the file's number and the row's within it. */
  private static void view(Statement statement, Map<String, InputFiles> inputs)
      throws SQLException {
    statement.execute(
        "CREATE TEMP TABLE input_files (source VARCHAR, number BIGINT, name VARCHAR)");
    for (InputFiles input : inputs.values()) {
      statement.execute(
          """
          CREATE TEMP VIEW raw_%s AS
          SELECT *, (file_index::BIGINT << 32) | file_row_number AS position
          FROM read_parquet(%s)
          """
              .formatted(input.source(), input.paths()));
      statement.execute(
          "INSERT INTO input_files SELECT %s, unnest(range(%d)), unnest(%s)"
              .formatted(
                  Literals.text(input.source()),
                  input.files().size(),
                  Literals.list(input.files().stream().map(file -> file.name()).toList())));
    }
  }

  private static LocalDate firstDay(
      Statement statement, Map<String, InputFiles> inputs, BusinessDays days) throws SQLException {
    statement.execute("CREATE MACRO day_of(us) AS " + days.sql());
    try (ResultSet row =
        statement.executeQuery(
            FIRST_DAY.formatted(
                inputs.get("orders").paths(), inputs.get("chat_messages").paths()))) {
      row.next();
      return LocalDate.ofEpochDay(row.getLong(1));
    }
  }
}
