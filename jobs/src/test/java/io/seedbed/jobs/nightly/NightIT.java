package io.seedbed.jobs.nightly;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.source.RejectedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.Spark;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two whole nights on the demo shop for the same date: as {@code demo} runs it, and again with
 * {@code run} on the same rows, shuffled into three files a source, with seven partitions for two.
 * The shop's exports have everything: ids of one person that differ from file to file, rows that
 * are not named whole, rows that come again or late.
 */
class NightIT {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String COALESCING = "spark.sql.adaptive.coalescePartitions.enabled";

  /** What says where a row stood in a file, and so differs when rows are delivered otherwise. */
  private static final List<Field> PLACE = List.of(LandedRows.FILE, LandedRows.ROW);

  private static final Map<Table, List<Field>> POSITIONS =
      Map.ofEntries(
          Map.entry(LandedOrders.TABLE, PLACE),
          Map.entry(LandedRefunds.TABLE, PLACE),
          Map.entry(LandedChatMessages.TABLE, PLACE),
          Map.entry(LandedMemberships.TABLE, PLACE),
          Map.entry(LandedInvites.TABLE, PLACE),
          Map.entry(LandedShares.TABLE, PLACE),
          Map.entry(LandedComplaints.TABLE, PLACE),
          Map.entry(LandedCommissions.TABLE, PLACE),
          Map.entry(LandedViolations.TABLE, PLACE),
          Map.entry(LandedIdentities.TABLE, PLACE),
          Map.entry(RejectedRows.TABLE, List.of(RejectedRows.POSITION)),
          Map.entry(OrderLines.TABLE, List.of(OrderLines.LINE_ID)),
          Map.entry(LandedFiles.TABLE, LandedFiles.TABLE.fields()));

  /** The exported files that hold a position, or the run they come from. */
  private static final List<String> OWN_CSV = List.of("rejected_rows.csv", "export_info.csv");

  @TempDir private static Path folder;

  private static Path warehouse;
  private static Command demo;
  private static PublishedNight first;
  private static PublishedNight again;
  private static Map<String, String> firstCsv;

  @BeforeAll
  static void liveTwoNights() throws IOException {
    assertThat(Spark.session().version()).isNotEmpty();
    warehouse = folder.resolve("warehouse");
    demo = Command.execute("demo", "--warehouse", warehouse.toString());
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    first = PublishedNight.latest(warehouse);
    firstCsv = csv();

    new Redelivery(warehouse.resolve("world/exports"), folder.resolve("again")).shuffle(5);
    Spark.session().conf().set(COALESCING, "false");
    Command run =
        Command.execute(
            "run",
            "--date",
            first.runDate().day().toString(),
            "--conf",
            redeliveredShop().toString(),
            "--warehouse",
            warehouse.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Published " + first.runDate().day() + " as run ", "seedbed.duckdb");
    again = PublishedNight.latest(warehouse);
  }

  @AfterAll
  static void restoreTheSession() {
    Spark.session().conf().set(PARTITIONS, "2");
    Spark.session().conf().unset(COALESCING);
  }

  @Test
  void theDemoEndsWithTheHeadlinesAndTheFiles() {
    assertThat(demo.out())
        .contains("read = accepted + rejected + duplicates", "Customers by class", "Strict funnel")
        .contains(warehouse.resolve("export/seedbed.duckdb").toString())
        .contains("The demo shop is made up");
    assertThat(warehouse.resolve("export/seedbed.duckdb")).isNotEmptyFile();
    assertThat(warehouse.resolve("export/parquet/fact_orders")).isNotEmptyDirectory();
  }

  @Test
  void everyTableHoldsWhatItDeclares() {
    List<Table> tables = first.declarations();
    assertThat(tables)
        .extracting(Table::name)
        .containsAll(first.tables().published().versions().keySet());
    tables.forEach(table -> DatasetAssert.assertThat(first.read(table)).conformsTo(table));
  }

  /** The referral tool names no inviter of some, and tells some twice. */
  @Test
  void everyInviteOfTheExportsIsAccountedFor() throws IOException {
    List<String> told = rowsOf("world/exports/referrals/invites.csv");
    List<String> valid = told.stream().filter(row -> !row.split(",", -1)[1].isEmpty()).toList();
    long read = told.size();
    long named = valid.size();
    long different = Set.copyOf(valid).size();
    assertThat(named).isLessThan(read).isGreaterThan(different);

    assertThat(
            first
                .read(SourceAccounting.TABLE)
                .where(SourceAccounting.SOURCE.col().equalTo("invites"))
                .where(SourceAccounting.KIND.col().equalTo(SourceAccounting.ALL))
                .select(
                    SourceAccounting.READ.col(),
                    SourceAccounting.ACCEPTED.col(),
                    SourceAccounting.REJECTED.col(),
                    SourceAccounting.DUPLICATES.col())
                .collectAsList())
        .containsExactly(RowFactory.create(read, different, read - named, named - different));
  }

  /** Orders name a telephone, chats and groups an id of WeCom; some claims are wrong. */
  @Test
  void ordersBelongToWhomTheyTrulyAreOf() throws IOException {
    Map<String, String> personOf = pairs("world/truth/identities.csv", 3, 0);
    Map<String, String> buyerOf = pairs("world/truth/orders.csv", 0, 1);
    List<Row> recognised =
        first
            .read(Orders.TABLE)
            .where(not(Orders.USER_ID.col().startsWith("phone:")))
            .select(Orders.ORDER_ID.col(), Orders.USER_ID.col())
            .collectAsList();
    long right =
        recognised.stream()
            .filter(row -> buyerOf.get(row.getString(0)).equals(personOf.get(row.getString(1))))
            .count();

    assertThat(recognised).hasSizeGreaterThan(buyerOf.size() / 2);
    assertThat(right).isGreaterThan(recognised.size() * 97L / 100);
  }

  @Test
  void theExamplesNameTheBestSeed() throws IOException {
    String best =
        first
            .read(SeedScores.TABLE)
            .where(SeedScores.LIST.col().equalTo("seed").and(SeedScores.RANK.col().equalTo(1)))
            .select(SeedScores.USER_ID.col())
            .head()
            .getString(0);
    String example = "explain " + best + " --warehouse demo/shop";
    Path home = Path.of(System.getProperty("seedbed.home"));

    assertThat(demo.out()).contains("  " + best + "  ");
    assertThat(Command.execute("--help").out()).contains(example);
    assertThat(Command.execute("demo", "--help").out()).contains(example);
    assertThat(Command.execute("explain", "--help").out()).contains(example);
    assertThat(home.resolve("README.md")).content().contains(example);
    assertThat(home.resolve("README.zh-CN.md")).content().contains(example);
  }

  @Test
  void theSameRowsInOtherFilesAndPartitionsChangeNoTable() {
    assertThat(again.tables().published().runId()).isNotEqualTo(first.tables().published().runId());
    assertThat(again.settings().run().shufflePartitions()).isEqualTo(7);
    assertThat(again.contents(POSITIONS)).isEqualTo(first.contents(POSITIONS));
  }

  @Test
  void theExportedCsvFilesAreTheSameBytes() {
    Map<String, String> againCsv = csv();
    assertThat(againCsv.keySet()).isEqualTo(firstCsv.keySet()).containsAll(OWN_CSV);
    firstCsv.forEach(
        (name, text) -> {
          if (!OWN_CSV.contains(name)) {
            assertThat(againCsv.get(name).equals(text)).as(name).isTrue();
          }
        });
  }

  @Test
  void everyTableAgreesWithSql() {
    assertThat(NightOracle.mismatches(again))
        .hasSize(10)
        .allSatisfy((table, lines) -> assertThat(lines).as(table).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prospect    | is a prospect                               | Has not
          problem     | is a problem user                           | bad orders
          non_repeat  | is a customer who has not bought again      | Bought on 1 day,
          distributor | is a repeat customer, a distributor         | Brought in
          spreader    | is a repeat customer, a spreader            | shares
          fan         | is a repeat customer, a fan                 | weeks
          unknown     | is a repeat customer, of a kind that cannot | weeks
          """)
  void everyKindOfUserIsExplained(String leaf, String label, String because) {
    String user = someUserWhoIs(leaf);
    Command explained = Command.execute("explain", user, "--warehouse", warehouse.toString());
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    assertThat(explained.out())
        .startsWith(user + " " + label)
        .contains("\nWhy\n", "\nWhat would change it\n", "\nWhat is known\n", because)
        .contains(
            "As of the end of "
                + first.runDate().day()
                + ": run "
                + again.tables().published().runId())
        .doesNotContain("null", "NaN", "_90d", "_180d", "p_");
  }

  private static String someUserWhoIs(String leaf) {
    Column leaves = coalesce(UserSegments.REPEAT_TYPE.col(), UserSegments.SEGMENT.col());
    Row least =
        again
            .read(UserSegments.TABLE)
            .where(leaves.equalTo(leaf))
            .select(min(UserSegments.USER_ID.col()))
            .head();
    assertThat(least.isNullAt(0)).as("nobody is " + leaf).isFalse();
    return least.getString(0);
  }

  private static List<String> rowsOf(String file) throws IOException {
    List<String> lines = Files.readAllLines(warehouse.resolve(file));
    return lines.subList(1, lines.size());
  }

  /** One column of a file of the truth by another. */
  private static Map<String, String> pairs(String file, int key, int value) throws IOException {
    return rowsOf(file).stream()
        .map(row -> row.split(",", -1))
        .collect(Collectors.toMap(cells -> cells[key], cells -> cells[value]));
  }

  private static Path redeliveredShop() throws IOException {
    String delivered = Files.readString(warehouse.resolve("world/seedbed.conf"));
    String redelivered =
        delivered.replaceAll(
            "\"[^\"]*/exports/([a-z]+)/[^\"]*\"", "\"" + folder.resolve("again") + "/$1/*\"");
    return Files.writeString(
        folder.resolve("again.conf"), "run.shuffle-partitions = 7\n" + redelivered);
  }

  private static Map<String, String> csv() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> written = Files.list(warehouse.resolve("export/csv"))) {
      for (Path file : written.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return files;
  }
}
