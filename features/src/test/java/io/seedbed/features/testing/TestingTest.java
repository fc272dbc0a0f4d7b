package io.seedbed.features.testing;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The test tools themselves: each check is seen to fail once. */
class TestingTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Field ID = Field.text("id", "Id", "编号");
  private static final Field AT = Field.instant("seen_at", "When", "时间");
  private static final Field DAY = Field.date("day", "Business day", "业务日");
  private static final Field KIND = Field.text("kind", "Kind", "类型").oneOf("a", "b");
  private static final Field SHARE = Field.real("share", "", "Share", "占比").orNull();
  private static final Table TABLE =
      Table.named("things", "One row per thing", "每行一物").with(ID, AT, DAY, KIND, SHARE).keyedBy(ID);

  private final Dataset<Row> things =
      Fixture.of(TABLE, SHANGHAI, ID, AT, SHARE)
          .row("x", "2024-01-01T15:59:59Z", 1.0 / 3)
          .row("y", "2024-01-01T16:00:00Z", null)
          .dataset();

  @Test
  void fixtureCutsTheDayInItsZoneAndFillsTheRest() {
    DatasetAssert.assertThat(things)
        .conformsTo(TABLE)
        .on(ID, DAY, KIND)
        .hasRows(new Object[] {"x", "2024-01-01", "a"}, new Object[] {"y", "2024-01-02", "a"});
  }

  @Test
  void duckDbCutsTheSameDays() {
    try (DuckDb duck = DuckDb.open().load(TABLE, things)) {
      assertThat(
              duck.mismatches(
                  TABLE,
                  things,
                  """
                  SELECT id, seen_at, timezone('Asia/Shanghai', timezone('UTC', seen_at))::DATE AS day,
                         'a' AS kind, CASE id WHEN 'x' THEN 1 / 3.0 END AS share
                  FROM things
                  """))
          .isEmpty();
    }
  }

  @Test
  void mismatchesNameKeyColumnAndBothValues() {
    try (DuckDb duck = DuckDb.open().load(TABLE, things)) {
      List<String> lines =
          duck.mismatches(
              TABLE,
              things,
              "SELECT id, seen_at, day, 'b' AS kind, 0.3 AS share FROM things WHERE id = 'x'"
                  + " UNION ALL SELECT 'z', seen_at, day, kind, share FROM things WHERE id = 'y'");
      assertThat(lines)
          .containsExactly(
              "only spark_side: [y, 2024-01-01 16:00:00.0, 2024-01-02, a, null]",
              "only duckdb_side: [z, 2024-01-01 16:00:00.0, 2024-01-02, a, null]",
              "kind: key, spark, duckdb = [x, a, b]",
              "share: key, spark, duckdb = [x, 0.3333333333333333, 0.3]");
    }
  }

  @Test
  void differenceCountsRepeatedRows() {
    try (DuckDb duck = DuckDb.open().load(TABLE, things)) {
      assertThat(
              duck.difference(
                  things.select(ID.col()), "FROM (VALUES ('x'), ('y'), ('y')) AS t(id)"))
          .containsExactly("duckdb_side [y]");
    }
  }

  @Test
  void emptyDatasetsAreLoadedWithTheirColumns() {
    try (DuckDb duck = DuckDb.open().load(TABLE, Fixture.of(TABLE, SHANGHAI).dataset())) {
      assertThat(duck.query("SELECT count(*) FROM things WHERE day IS NULL"))
          .containsExactly("[0]");
    }
  }

  @Test
  void repeatedKeysNullsAndForeignValuesAreSeen() {
    Dataset<Row> broken =
        Fixture.of(TABLE, SHANGHAI, ID, KIND).row("x", "a").row("x", "c").dataset();
    assertThatThrownBy(() -> DatasetAssert.assertThat(broken).conformsTo(TABLE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("value not accepted in kind: 1 rows")
        .hasMessageContaining("key repeated: 2 rows, 1 keys");
    assertThatThrownBy(() -> DatasetAssert.assertThat(things.drop("kind")).conformsTo(TABLE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("columns of things");
    Dataset<Row> withNull = things.withColumn(KIND.name(), lit(null).cast("string"));
    assertThatThrownBy(() -> DatasetAssert.assertThat(withNull).conformsTo(TABLE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("null in kind: 2 rows");
  }
}
