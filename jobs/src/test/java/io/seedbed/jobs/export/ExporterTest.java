package io.seedbed.jobs.export;

import static io.seedbed.features.testing.Spark.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.RunDate;
import io.seedbed.notebooks.star.ExportInfo;
import io.seedbed.notebooks.star.Exported;
import io.seedbed.notebooks.star.Exported.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {

  private static final Field NAME = Field.text("name", "Shop's name of it", "名称").orNull();
  private static final Field SOLD = Field.count("sold", "pieces", "Pieces sold", "售出件数").orNull();
  private static final Field LISTED_AT = Field.instant("listed_at", "Since when", "上架时间").orNull();
  private static final Field TAGS =
      Field.of(
              "tags",
              DataTypes.createArrayType(
                  new StructType().add("tag", DataTypes.StringType).add("n", DataTypes.LongType)),
              "Tags",
              "标签")
          .orNull();
  private static final Table PRODUCTS =
      Table.named("products", "One row per product", "每行一个商品")
          .with(NAME, SOLD, LISTED_AT, TAGS)
          .keyedBy(NAME);

  private static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  private static final Table SCORES =
      Table.named("scores", "One row per name and run date", "每行一个评分")
          .with(NAME, RUN_DATE, SOLD)
          .keyedBy(NAME, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final ExportSettings SETTINGS = new ExportSettings(256, 1, 31, false);

  @TempDir private Path export;

  @Test
  void textThatBeginsLikeAFormulaIsDisarmedInCsvAlone() throws Exception {
    export(
        Spark.table(
            PRODUCTS,
            row("=cmd()", -5L, null, null),
            row("+1", 1L, null, null),
            row("-1", 1L, null, null),
            row("@SUM(A1)", 1L, null, null),
            row("\tx", 1L, null, null),
            row("\rx", 1L, null, null),
            row("＝cmd()", 1L, null, null),
            row("a=b", 1L, null, null)));

    assertThat(csv("products"))
        .contains("'=cmd(),-5,")
        .contains("'+1,1,")
        .contains("'-1,1,")
        .contains("'@SUM(A1),1,")
        .contains("'\tx")
        .contains("'\rx")
        .contains("'＝cmd(),1,")
        .contains("\na=b,1,");
    assertThat(query("SELECT count(*) FROM products WHERE name = '=cmd()'")).containsExactly("1");
  }

  @Test
  void nullEmptyTextNestedValuesAndInstantsKeepTheirMeaning() throws Exception {
    export(
        Spark.table(
            PRODUCTS,
            row(
                "茶, \"绿\"",
                1L,
                Timestamp.from(Instant.parse("2026-03-01T16:00:00Z")),
                List.of(RowFactory.create("hot", 2L))),
            row("", null, null, List.of())));

    assertThat(csv("products"))
        .isEqualTo(
            """
            name,sold,listed_at,tags
            "",,,[]
            "茶, ""绿""\",1,2026-03-01 16:00:00,"[{""tag"":""hot"",""n"":2}]"
            """);
    assertThat(query("SELECT CAST(listed_at AS VARCHAR) FROM products WHERE sold = 1"))
        .containsExactly("2026-03-01 16:00:00");
  }

  @Test
  void aByteOrderMarkIsWrittenOnlyWhereItIsAskedFor() throws Exception {
    Dataset<Row> products = Spark.table(PRODUCTS, row("茶", 1L, null, null));
    export(products);
    assertThat(csv("products")).startsWith("name,sold");

    export(new ExportSettings(256, 1, 31, true), products);
    assertThat(csv("products")).startsWith("\uFEFFname,sold");
  }

  @Test
  void tablesAndColumnsSayWhatTheyMeanInBothLanguages() throws Exception {
    export(Spark.table(PRODUCTS));

    assertThat(query("SELECT comment FROM duckdb_tables() WHERE table_name = 'products'"))
        .containsExactly("One row per product / 每行一个商品");
    assertThat(
            query(
                "SELECT column_name || ': ' || comment FROM duckdb_columns()"
                    + " WHERE table_name = 'products' ORDER BY column_index"))
        .containsExactly(
            "name: Shop's name of it / 名称",
            "sold: Pieces sold [pieces] / 售出件数",
            "listed_at: Since when / 上架时间",
            "tags: Tags / 标签");
  }

  @Test
  void anEmptyTableGoesOutWithItsHeaderAndSchema() throws Exception {
    export(Spark.table(PRODUCTS));

    assertThat(csv("products")).isEqualTo("name,sold,listed_at,tags\n");
    assertThat(query("SELECT count(*) FROM products")).containsExactly("0");
    assertThat(
            Spark.session().read().parquet(export.resolve("parquet/products").toString()).columns())
        .containsExactly("name", "sold", "listed_at", "tags");
  }

  @Test
  void aSecondExportOfTheSameRunHasTheSameContent() throws Exception {
    Dataset<Row> products =
        Spark.table(PRODUCTS, row("b", 2L, null, null), row("a", 1L, null, null));
    export(products);
    Map<String, String> before = visibleContent();
    List<String> rows = query("SELECT name || sold FROM products ORDER BY ALL");

    export(products);

    assertThat(visibleContent()).isEqualTo(before).containsKey("csv/products.csv");
    assertThat(query("SELECT name || sold FROM products ORDER BY ALL")).isEqualTo(rows);
  }

  @Test
  void aFailedExportLeavesTheLastOneInPlace() throws Exception {
    export(Spark.table(PRODUCTS, row("tea", 1L, null, null)));
    Map<String, String> before = visibleContent();
    Exported broken =
        new Exported(
            SCORES,
            Reach.EVERYWHERE,
            List.of(),
            (published, runDate) -> {
              throw new IllegalStateException("Cannot read scores: the file is gone");
            });

    assertThatThrownBy(
            () ->
                exporter(SETTINGS)
                    .export(
                        List.of(products(Reach.EVERYWHERE), broken),
                        published(Spark.table(PRODUCTS)),
                        info(FIRST)))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "Cannot export run run-1 of 2026-03-01 to %s: Cannot read scores: the file is gone. The"
                    .formatted(export)
                + " publication stands and the last export was left in place. Remove the cause and"
                + " run the date again.");
    assertThat(visibleContent()).isEqualTo(before);
    assertThat(query("SELECT name FROM products")).containsExactly("tea");
    assertThat(export.resolve(".staging")).doesNotExist();
  }

  @Test
  void aTableKeptByRunDateKeepsTheOtherDatesAndReplacesItsOwn() throws Exception {
    exportScores(SETTINGS, FIRST, row("a", Date.valueOf(FIRST), 1L));
    exportScores(
        SETTINGS, SECOND, row("a", Date.valueOf(FIRST), 99L), row("a", Date.valueOf(SECOND), 2L));
    exportScores(SETTINGS, SECOND, row("a", Date.valueOf(SECOND), 3L));

    assertThat(query("SELECT CAST(run_date AS VARCHAR) || ' ' || sold FROM scores ORDER BY 1"))
        .containsExactly("2026-03-01 1", "2026-03-02 3");
    assertThat(csv("scores")).isEqualTo("name,run_date,sold\na,2026-03-02,3\n");
    assertThat(export.resolve("parquet/scores/run_date=2026-03-01")).isDirectory();
  }

  @Test
  void theDuckDbFileHoldsTheNewestRunDatesOnly() throws Exception {
    ExportSettings one = new ExportSettings(256, 1, 1, false);
    exportScores(one, FIRST, row("a", Date.valueOf(FIRST), 1L));
    exportScores(one, SECOND, row("a", Date.valueOf(SECOND), 2L));

    assertThat(query("SELECT sold FROM scores")).containsExactly("2");
    assertThat(export.resolve("parquet/scores/run_date=2026-03-01")).isDirectory();
  }

  @Test
  void aParquetOnlyTableReachesNeitherDuckDbNorCsv() throws Exception {
    List<Exporter.Written> written =
        exporter(SETTINGS)
            .export(
                List.of(products(Reach.PARQUET_ONLY)),
                published(Spark.table(PRODUCTS, row("tea", 1L, null, null))),
                info(FIRST));

    assertThat(written).contains(new Exporter.Written("products", 1, true));
    assertThat(export.resolve("parquet/products")).isDirectory();
    assertThat(export.resolve("csv/products.csv")).doesNotExist();
    assertThat(query("SELECT table_name FROM duckdb_tables()")).containsExactly("export_info");
  }

  @Test
  void theExportNamesTheRunItCameFrom() throws Exception {
    export(Spark.table(PRODUCTS));

    assertThat(query("SELECT run_id || ' ' || config_hash || ' ' || as_of FROM export_info"))
        .containsExactly("run-1 abc 2026-03-01 16:00:00");
    assertThat(csv("export_info"))
        .contains("run-1,2026-03-01,2026-03-01 16:00:00,Asia/Shanghai,CNY,2");
  }

  @Test
  void aTableThatReadsWhatItDidNotDeclareIsRefused() {
    Exported sly =
        new Exported(
            PRODUCTS, Reach.EVERYWHERE, List.of(), (published, runDate) -> published.apply(SCORES));

    assertThatThrownBy(
            () ->
                exporter(SETTINGS)
                    .export(List.of(sly), published(Spark.table(SCORES)), info(FIRST)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("products reads scores without declaring it.");
  }

  private void export(Dataset<Row> products) {
    export(SETTINGS, products);
  }

  private void export(ExportSettings settings, Dataset<Row> products) {
    exporter(settings)
        .export(List.of(products(Reach.EVERYWHERE)), published(products), info(FIRST));
  }

  private void exportScores(ExportSettings settings, LocalDate day, Object[]... rows) {
    Exported scores =
        new Exported(
            SCORES,
            Reach.EVERYWHERE,
            List.of(SCORES),
            (published, runDate) -> published.apply(SCORES));
    exporter(settings).export(List.of(scores), published(Spark.table(SCORES, rows)), info(day));
  }

  private Exporter exporter(ExportSettings settings) {
    return new Exporter(Spark.session(), export, settings);
  }

  private static Exported products(Reach reach) {
    return new Exported(
        PRODUCTS, reach, List.of(PRODUCTS), (published, runDate) -> published.apply(PRODUCTS));
  }

  private static Function<Table, Dataset<Row>> published(Dataset<Row> rows) {
    return asked -> rows;
  }

  private static ExportInfo info(LocalDate day) {
    return new ExportInfo(
        "run-1", new RunDate(day, ZoneId.of("Asia/Shanghai")), "abc", "CNY", 2, "0.1.0", "4.1.0");
  }

  private String csv(String table) throws IOException {
    return Files.readString(export.resolve("csv").resolve(table + ".csv"), StandardCharsets.UTF_8);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + export.resolve("seedbed.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (found.next()) {
        values.add(found.getString(1));
      }
      return values;
    }
  }

  /** CSV by content, Parquet folders by name. */
  private Map<String, String> visibleContent() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(export)) {
      for (Path file : files.toList()) {
        String name = export.relativize(file).toString();
        if (name.endsWith(".csv")) {
          content.put(name, Files.readString(file, StandardCharsets.UTF_8));
        } else if (Files.isDirectory(file)) {
          content.put(name, "");
        }
      }
    }
    return content;
  }
}
