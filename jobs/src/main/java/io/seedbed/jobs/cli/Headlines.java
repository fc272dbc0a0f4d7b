package io.seedbed.jobs.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.seedbed.features.source.SourceAccounting;
import io.seedbed.jobs.run.PublishedTables;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.purchase.PurchaseModels;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The numbers a run ends with, read from what it published and nothing else. */
final class Headlines {

  private static final int SEEDS_SHOWN = 5;

  /** How fractions are shown. */
  private static final String FIGURE = "decimal(18,4)";

  private final PublishedTables tables;

  private Headlines(PublishedTables tables) {
    this.tables = tables;
  }

  static String of(PublishedTables tables) {
    Headlines headlines = new Headlines(tables);
    return String.join(
        System.lineSeparator(),
        "From the published tables of run %s:".formatted(tables.published().runId()),
        "",
        "Rows by source and kind (read = accepted + rejected + duplicates)",
        headlines.accounting(),
        "Customers by class",
        headlines.segments(),
        "Buyers by lifecycle",
        headlines.lifecycle(),
        "Purchase models (times in days, spend in minor units)",
        headlines.purchaseModels(),
        "Best seed candidates",
        headlines.seeds(),
        "Strict funnel, all monthly cohorts together",
        headlines.funnel());
  }

  private String accounting() {
    TextTable table =
        TextTable.of("source", "kind", "read", "accepted", "rejected", "duplicates", "anonymous");
    Column isPart = SourceAccounting.KIND.col().notEqual(SourceAccounting.ALL);
    List<Row> rows =
        tables
            .read(SourceAccounting.TABLE)
            .orderBy(SourceAccounting.SOURCE.col(), isPart, SourceAccounting.KIND.col())
            .select(
                SourceAccounting.SOURCE.col(),
                SourceAccounting.KIND.col(),
                SourceAccounting.READ.col(),
                SourceAccounting.ACCEPTED.col(),
                SourceAccounting.REJECTED.col(),
                SourceAccounting.DUPLICATES.col(),
                SourceAccounting.ANONYMOUS.col())
            .collectAsList();
    return filled(table, withoutOnlyKinds(rows));
  }

  /** Rows of the one kind there is in a source would say what its row for all kinds says. */
  private static List<Row> withoutOnlyKinds(List<Row> rows) {
    Map<String, Long> rowsOfSource =
        rows.stream().collect(groupingBy(row -> row.getString(0), counting()));
    return rows.stream()
        .filter(
            row ->
                row.getString(1).equals(SourceAccounting.ALL)
                    || rowsOfSource.get(row.getString(0)) > 2)
        .toList();
  }

  private String segments() {
    List<Row> rows =
        tables
            .read(UserSegments.TABLE)
            .groupBy(UserSegments.SEGMENT.col(), UserSegments.REPEAT_TYPE.col())
            .agg(count(lit(1)))
            .orderBy(UserSegments.SEGMENT.col(), UserSegments.REPEAT_TYPE.col())
            .collectAsList();
    return filled(TextTable.of("segment", "repeat type", "users"), rows);
  }

  private String lifecycle() {
    List<Row> rows =
        tables
            .read(UserOutlook.TABLE)
            .groupBy(UserOutlook.LIFECYCLE.col())
            .agg(count(lit(1)))
            .orderBy(UserOutlook.LIFECYCLE.col())
            .collectAsList();
    return filled(TextTable.of("lifecycle", "users"), rows);
  }

  private String purchaseModels() {
    List<Row> rows =
        tables
            .read(PurchaseModels.TABLE)
            .where(PurchaseModels.RUN_DATE.col().equalTo(tables.published().runDate()))
            .orderBy(PurchaseModels.MODEL.col(), PurchaseModels.PARAMETER.col())
            .select(
                PurchaseModels.MODEL.col(),
                PurchaseModels.STATUS.col(),
                PurchaseModels.PARAMETER.col(),
                PurchaseModels.ESTIMATE.col().cast(FIGURE),
                PurchaseModels.STANDARD_ERROR.col().cast(FIGURE),
                PurchaseModels.LOG_LIKELIHOOD.col().cast("decimal(18,2)"))
            .collectAsList();
    return filled(
        TextTable.of("model", "status", "parameter", "estimate", "error", "log likelihood"), rows);
  }

  private String seeds() {
    List<Row> rows =
        tables
            .read(SeedScores.TABLE)
            .where(SeedScores.LIST.col().equalTo(SeedScores.SEEDS))
            .where(SeedScores.RANK.col().isNotNull())
            .orderBy(SeedScores.RANK.col(), SeedScores.USER_ID.col())
            .limit(SEEDS_SHOWN)
            .select(
                SeedScores.RANK.col(),
                SeedScores.USER_ID.col(),
                SeedScores.SCORE.col().cast("decimal(6,1)"),
                SeedScores.MISSING.col())
            .collectAsList();
    return rows.isEmpty()
        ? "  none: nobody is a spreader or distributor with enough data for a score%n".formatted()
        : filled(TextTable.of("rank", "user", "score", "scored without"), rows);
  }

  private String funnel() {
    List<Row> rows =
        tables
            .read(FunnelSteps.TABLE)
            .where(FunnelSteps.GRAIN.col().equalTo("month"))
            .groupBy(FunnelSteps.STEP.col(), FunnelSteps.STEP_NAME.col())
            .agg(sum(FunnelSteps.USERS.col()))
            .orderBy(FunnelSteps.STEP.col())
            .collectAsList();
    TextTable table = TextTable.of("step", "event", "users", "of the step before");
    for (int index = 0; index < rows.size(); index++) {
      Row step = rows.get(index);
      long before = index == 0 ? 0 : rows.get(index - 1).getLong(2);
      String conversion = before == 0 ? "" : "%.1f %%".formatted(100.0 * step.getLong(2) / before);
      table.row(step.getLong(0), step.getString(1), step.getLong(2), conversion);
    }
    return table.text();
  }

  private static String filled(TextTable table, List<Row> rows) {
    for (Row row : rows) {
      Object[] cells = new Object[row.length()];
      for (int index = 0; index < cells.length; index++) {
        cells[index] = row.get(index);
      }
      table.row(cells);
    }
    return table.text();
  }
}
