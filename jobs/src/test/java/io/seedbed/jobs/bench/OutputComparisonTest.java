package io.seedbed.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputComparisonTest {

  private static final Table RATES =
      Table.named("rates", "One row per user", "")
          .with(
              Field.text("user_id", "", ""),
              Field.instant("known_at", "", ""),
              Field.count("orders", "", "", "").orNull(),
              Field.real("rate", "", "", "").orNull())
          .keyedBy(Field.text("user_id", "", ""));

  private static final String PUBLISHED =
      """
      FROM (VALUES ('a', TIMESTAMP '2026-01-01 00:00:00', 1, 0.5), ('b', NULL, NULL, NULL))
        AS t(user_id, known_at, orders, rate)
      """;

  @TempDir private Path folder;

  @BeforeEach
  void publish() throws SQLException {
    write("published", PUBLISHED);
  }

  @Test
  void equalRowsAgreeWhateverTheirOrderAndTheLastDigits() throws SQLException {
    write(
        "computed",
        """
        FROM (VALUES ('b', NULL, NULL, NULL), ('a', TIMESTAMPTZ '2026-01-01 00:00:00Z', 1, 0.5000000000001))
          AS t(user_id, known_at, orders, rate)
        """);

    assertThat(compared()).isEqualTo(new Agreement("rates", 2, 0, List.of()));
    assertThat(compared().isExact()).isTrue();
  }

  @Test
  void aWrongValueAMissingRowAndOneTooManyAreCountedAndShown() throws SQLException {
    write(
        "computed",
        """
        FROM (VALUES ('a', TIMESTAMPTZ '2026-01-01 00:00:01Z', 2, 0.500001), ('c', NULL, 1, NULL))
          AS t(user_id, known_at, orders, rate)
        """);

    Agreement compared = compared();

    assertThat(compared.isExact()).isFalse();
    assertThat(compared.differing()).isEqualTo(4);
    assertThat(compared.examples())
        .containsExactly(
            "user_id a: known_at 1767225600000000 published, 1767225601000000 by DuckDB; orders 1 published, 2 by DuckDB; rate 0.5 published, 0.500001 by DuckDB",
            "user_id b: is missing in DuckDB",
            "user_id c: is in DuckDB alone");
  }

  @Test
  void aRowThatStandsTwiceFindsNoPartner() throws SQLException {
    write(
        "computed",
        PUBLISHED.replace(
            "('b', NULL", "('a', TIMESTAMP '2026-01-01 00:00:00', 1, 0.5), ('b', NULL"));

    assertThat(compared().differing()).isEqualTo(1);
    assertThat(compared().examples()).containsExactly("user_id a: is in DuckDB alone");
  }

  @Test
  void aNullIsNoZero() throws SQLException {
    write("computed", PUBLISHED.replace("NULL, NULL, NULL", "NULL, 0, 0"));

    assertThat(compared().examples())
        .containsExactly(
            "user_id b: orders null published, 0 by DuckDB; rate null published, 0.0 by DuckDB");
  }

  @Test
  void aTableThatWasNotPublishedIsNamed() {
    assertThatThrownBy(() -> comparison().with(List.of(RATES), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot compare rates: no file of it is published. Run the night first.");
  }

  private Agreement compared() throws SQLException {
    List<Path> published = List.of(folder.resolve("published/rates.parquet"));
    return comparison().with(List.of(RATES), Map.of("rates", published)).get(0);
  }

  private OutputComparison comparison() {
    return new OutputComparison(folder.resolve("computed"), new DuckDbLimits(1, 500));
  }

  private void write(String below, String rows) throws SQLException {
    Path file = folder.resolve(below).resolve("rates.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Files.createDirectories(file.getParent());
      statement.execute(
          "COPY (SELECT user_id, known_at, orders::BIGINT AS orders, rate::DOUBLE AS rate %s) TO '%s'"
              .formatted(rows, file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
