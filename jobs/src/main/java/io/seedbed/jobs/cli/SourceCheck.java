package io.seedbed.jobs.cli;

import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.Days;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What became of the rows of one source, as text: its accounts, its first rows as they are
 * understood, and examples of what was rejected and of what repeats another row. As landed rows do,
 * it tells of messages their length and not their text.
 *
 * @param accounts rows of {@link SourceAccounting}
 */
record SourceCheck(
    SourceContract contract,
    List<Row> accounts,
    List<Row> first,
    List<Row> rejected,
    List<Row> duplicates) {

  private static final int FIRST = 10;
  private static final int EXAMPLES = 5;
  private static final int WIDEST = 40;

  /** Looks at landed rows; they are kept while it does. */
  static SourceCheck of(SourceContract contract, Dataset<Row> landed) {
    Dataset<Row> kept = landed.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new SourceCheck(
          contract,
          SourceAccounting.from(SourceDays.from(Map.of(contract, kept), Days.ALL)).collectAsList(),
          inOrder(kept).select(understood(kept)).limit(FIRST).collectAsList(),
          examples(
              kept, LandedRows.REJECTED, LandedRows.REASON.col(), LandedRows.OFFENDING_VALUE.col()),
          examples(kept, LandedRows.DUPLICATE));
    } finally {
      kept.unpersist();
    }
  }

  /** The whole check, one line below the other. */
  String text() {
    return "%s: %d rows read = %d accepted + %d rejected + %d duplicates; %d without a customer%n"
            .formatted(
                contract.name(),
                total(SourceAccounting.READ),
                total(SourceAccounting.ACCEPTED),
                total(SourceAccounting.REJECTED),
                total(SourceAccounting.DUPLICATES),
                total(SourceAccounting.ANONYMOUS))
        + kinds()
        + table("first rows as they are understood", first)
        + table("rejected, for example", rejected)
        + table("repeat another row, for example", duplicates);
  }

  private String kinds() {
    TextTable kinds = TextTable.of("kind", "read", "accepted", "rejected", "duplicates");
    accounts.stream()
        .filter(account -> !isTotal(account))
        .sorted((one, other) -> kind(one).compareTo(kind(other)))
        .forEach(
            account ->
                kinds.row(
                    kind(account),
                    account.<Long>getAs(SourceAccounting.READ.name()),
                    account.<Long>getAs(SourceAccounting.ACCEPTED.name()),
                    account.<Long>getAs(SourceAccounting.REJECTED.name()),
                    account.<Long>getAs(SourceAccounting.DUPLICATES.name())));
    return kinds.text();
  }

  /** The rows, without the columns that none of them has a value in. */
  private static String table(String title, List<Row> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    String[] names = rows.get(0).schema().fieldNames();
    int[] filled =
        IntStream.range(0, names.length)
            .filter(column -> rows.stream().anyMatch(row -> !row.isNullAt(column)))
            .toArray();
    TextTable table =
        TextTable.of(IntStream.of(filled).mapToObj(column -> names[column]).toArray(String[]::new));
    for (Row row : rows) {
      table.row(IntStream.of(filled).mapToObj(column -> cell(row.get(column))).toArray());
    }
    return "  %s:%n%s".formatted(title, table.text());
  }

  private static Object cell(Object value) {
    String text = value == null ? "" : value.toString().replaceAll("\\s+", " ");
    return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
  }

  private long total(Field count) {
    return accounts.stream()
        .filter(SourceCheck::isTotal)
        .mapToLong(account -> account.<Long>getAs(count.name()))
        .sum();
  }

  private static boolean isTotal(Row account) {
    return SourceAccounting.ALL.equals(account.getAs(SourceAccounting.KIND.name()));
  }

  private static String kind(Row account) {
    String kind = account.getAs(SourceAccounting.KIND.name());
    return kind == null ? "" : kind.toLowerCase(Locale.ROOT);
  }

  private static List<Row> examples(Dataset<Row> landed, String status, Column... more) {
    Column[] columns =
        Stream.concat(Stream.of(LandedRows.FILE.col(), LandedRows.ROW.col()), Stream.of(more))
            .toArray(Column[]::new);
    return inOrder(landed.where(LandedRows.STATUS.col().equalTo(status)))
        .select(columns)
        .limit(EXAMPLES)
        .collectAsList();
  }

  private static Dataset<Row> inOrder(Dataset<Row> landed) {
    return landed.orderBy(LandedRows.FILE.col(), LandedRows.ROW.col());
  }

  /** Where a row stands, what became of it and what it is, then all it says. */
  private static Column[] understood(Dataset<Row> landed) {
    Set<String> shared = LandedRows.shared().stream().map(Field::name).collect(Collectors.toSet());
    Stream<Column> said =
        Stream.of(landed.columns()).filter(name -> !shared.contains(name)).map(landed::col);
    return Stream.concat(
            Stream.of(LandedRows.ROW.col(), LandedRows.STATUS.col(), LandedRows.KIND.col()), said)
        .toArray(Column[]::new);
  }
}
