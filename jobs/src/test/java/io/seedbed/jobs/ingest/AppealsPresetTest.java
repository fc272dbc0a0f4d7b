package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedAppeals;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.time.Days;
import io.seedbed.jobs.config.Settings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What becomes of a sheet of decisions that service keeps by hand. */
class AppealsPresetTest {

  private static final String PRESET = "appeals-sheet";

  @Test
  void decisionsAreReadInChineseAndBadRowsAreKeptApart() {
    assertThat(
            lines(
                landed().orderBy(LandedRows.ROW.col()),
                LandedRows.STATUS.col(),
                LandedRows.REASON.col(),
                LandedRows.OFFENDING_VALUE.col(),
                LandedAppeals.APPEAL_ID.col(),
                LandedAppeals.DECISION.col(),
                LandedAppeals.ABOUT.col(),
                LandedAppeals.ABOUT_ID.col()))
        .containsExactly(
            "accepted null null A1 cleared order o1",
            "duplicate null null A2 confirmed flag null",
            "accepted null null A3 cleared null null",
            "accepted null null A4 cleared complaint c9",
            "rejected missing_about_id about=violation A5 cleared violation null",
            "rejected bad_value decision=驳回 A6 null flag null",
            "rejected bad_value about=商品 A7 cleared null p1",
            "rejected empty_validity from_at=2026-05-08 10:00:00 to until_at=2026-05-08 10:00:00 A8 cleared flag null",
            "rejected missing_user_id null A9 cleared flag null",
            "accepted null null A2 confirmed flag null",
            "duplicate null null A1 cleared order o1");
  }

  @Test
  void everyRowIsAccountedFor() {
    Dataset<Row> days = SourceDays.from(Map.of(LandedAppeals.CONTRACT, landed()), Days.ALL);

    assertThat(
            lines(
                SourceAccounting.from(days).where(SourceAccounting.KIND.col().equalTo("all")),
                SourceAccounting.READ.col(),
                SourceAccounting.ACCEPTED.col(),
                SourceAccounting.REJECTED.col(),
                SourceAccounting.DUPLICATES.col()))
        .containsExactly("11 4 5 2");
  }

  @Test
  void factsAreOfTheNewestRowsAndOfTheFlagWhereNothingIsNamed() {
    Dataset<Row> appeals =
        Appeals.from(landed(), session().createDataFrame(List.of(), IdentityLinks.TABLE.schema()));

    assertThat(
            lines(
                appeals.orderBy(Appeals.APPEAL_ID.col()),
                Appeals.APPEAL_ID.col(),
                Appeals.USER_ID.col(),
                Appeals.ABOUT.col(),
                Appeals.FROM_AT.col().cast("string"),
                Appeals.UNTIL_AT.col().cast("string"),
                Appeals.DECIDED_BY.col(),
                Appeals.REASON.col()))
        .containsExactly(
            "A1 ann order 2026-05-01 02:00:00 null 小王 快递丢件",
            "A2 bob flag 2026-05-02 02:00:00 2026-05-12 02:00:00 小王 已改期",
            "A3 cat flag 2026-05-03 02:00:00 null null null",
            "A4 dog complaint 2026-05-03 16:00:00 null 小李 银行撤回");
  }

  private static Dataset<Row> landed() {
    Settings.Source source = OrderExports.source(PRESET, OrderExports.resources(PRESET), "");
    String name = LandedAppeals.CONTRACT.name();
    SourceReader reader = new SourceReader(session(), Map.of(name, source));
    Dataset<Row> raw = reader.rows(name, reader.files(name));
    return LandedAppeals.landing(
            Preset.load(PRESET).mappingOf(LandedAppeals.CONTRACT), OrderExports.CHINA)
        .from(raw);
  }

  private static List<String> lines(Dataset<Row> rows, Column... columns) {
    return rows.select(columns).collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }
}
