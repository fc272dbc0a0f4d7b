package io.seedbed.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a made-up community shop as Parquet: one file for each source and each business day on
 * which rows arrive, {@code SOURCE/yyyy-MM-dd.parquet}, its rows in the order in which they
 * happened. DuckDB makes the rows; what they are like stands in {@code shop.sql}. The same plan
 * makes the same rows, whatever the number of threads.
 */
public final class BenchShop {

  /** Last day of history: no end of a month, so that no night after it starts one. */
  public static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 14);

  /** The sources, in the order in which a day makes them: refunds need the day's orders. */
  public static final List<String> SOURCES =
      List.of("orders", "refunds", "chat_messages", "memberships", "invites", "shares");

  private static final List<String> MADE_WHOLE = List.of("memberships", "invites");
  private static final List<String> MADE_DAILY =
      SOURCES.stream().filter(source -> !MADE_WHOLE.contains(source)).toList();
  private static final List<String> PREPARATION =
      List.of(
          "macros",
          "calendar",
          "products",
          "phrases",
          "members",
          "memberships",
          "invites",
          "arriving");

  private final SqlSteps steps = SqlSteps.of("shop.sql");
  private final Statement statement;
  private final ShopPlan plan;
  private final Path directory;

  private BenchShop(Statement statement, ShopPlan plan, Path directory) {
    this.statement = statement;
    this.plan = plan;
    this.directory = directory;
  }

  /**
   * Writes the files of all sources and {@code bench.conf}, which reads them.
   *
   * @param duckDb threads and memory that it may take
   * @param written told of each day
   */
  public static void write(
      Path directory, ShopPlan plan, DuckDbLimits duckDb, Consumer<LocalDate> written)
      throws IOException, SQLException {
    for (String source : SOURCES) {
      Files.createDirectories(directory.resolve(source));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      duckDb.apply(statement, directory);
      new BenchShop(statement, plan, directory).live(written);
    }
    BenchConf.write(directory);
  }

  private void live(Consumer<LocalDate> written) throws SQLException {
    set("seed", plan.seed() + "::BIGINT");
    set("users", plan.users() + "::BIGINT");
    set("orders", plan.ordersPerYear() + "::BIGINT");
    set("messages", plan.messagesPerYear() + "::BIGINT");
    set("shares", plan.sharesPerYear() + "::BIGINT");
    set("products", plan.products() + "::BIGINT");
    set("days", plan.days() + "::BIGINT");
    set("nights", plan.nights() + "::BIGINT");
    set("last_day", "DATE '%s'".formatted(LAST_DAY));
    for (String step : PREPARATION) {
      statement.execute(steps.text(step));
    }
    LocalDate firstDay = LAST_DAY.minusDays(plan.days() - 1L);
    for (LocalDate day : firstDay.datesUntil(LAST_DAY.plusDays(plan.nights() + 1L)).toList()) {
      live(day);
      written.accept(day);
    }
  }

  private void live(LocalDate day) throws SQLException {
    set("day", "DATE '%s'".formatted(day));
    statement.execute(steps.text("day"));
    for (String source : MADE_DAILY) {
      statement.execute(steps.text(source));
    }
    for (String source : SOURCES) {
      Path file = directory.resolve(source).resolve(day + ".parquet").toAbsolutePath();
      set("file", "'%s'".formatted(file.toString().replace("'", "''")));
      statement.execute(steps.text("write").replace("{source}", source));
    }
    for (String source : MADE_DAILY) {
      statement.execute(steps.text("keep").replace("{source}", source));
    }
  }

  private void set(String variable, Object value) throws SQLException {
    statement.execute("SET VARIABLE %s = %s".formatted(variable, value));
  }
}
