package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.session;

import com.typesafe.config.ConfigFactory;
import io.seedbed.features.facts.RefundRequests;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.source.Landing;
import io.seedbed.features.source.Reading;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceContract;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.jobs.config.RecordReader;
import io.seedbed.jobs.config.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Order exports as they land through a preset, and landed rows as lines of text. */
final class OrderExports {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

  static final Reading CHINA = new Reading(AT, SHANGHAI, "CNY", 2);
  static final Reading GERMANY = new Reading(AT, ZoneId.of("Europe/Berlin"), "EUR", 2);

  static Dataset<Row> orders(Settings.Source source, Reading reading) {
    Landing landing =
        LandedOrders.landing(
            Preset.load(source.preset()).mappingOf(LandedOrders.CONTRACT), reading);
    return once(landing.from(raw(LandedOrders.CONTRACT, source)));
  }

  static Dataset<Row> refunds(Settings.Source source, Reading reading) {
    Landing landing =
        LandedRefunds.landing(
            Preset.load(source.preset()).mappingOf(LandedRefunds.CONTRACT), reading, List.of());
    return once(landing.from(raw(LandedRefunds.CONTRACT, source)));
  }

  /** Order and amount of each refund that the facts know. */
  static List<String> givenBack(Settings.Source source, Reading reading) {
    Dataset<Row> requests =
        RefundRequests.from(
            none(LandedOrders.TABLE), refunds(source, reading), none(IdentityLinks.TABLE));
    return lines(requests.select(Refunds.ORDER_ID.col(), Refunds.AMOUNT_MINOR.col()));
  }

  static Settings.Source source(String preset, Path files, String more) {
    return RecordReader.read(
        ConfigFactory.parseString(
            "preset = %s, files = [\"%s/*.csv\"]%n%s".formatted(preset, files, more)),
        Settings.Source.class);
  }

  /** Where the exports of a preset's platform are. */
  static Path resources(String preset) {
    return Path.of("src", "test", "resources", "presets", preset).toAbsolutePath();
  }

  static Dataset<Row> none(Table table) {
    return session().createDataFrame(List.of(), table.schema());
  }

  static List<String> orderLines(Dataset<Row> landed) {
    return lines(
        landed.select(
            LandedOrders.ORDER_ID.col(),
            LandedOrders.LINE_NO.col(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedRows.KIND.col(),
            LandedOrders.AMOUNT_MINOR.col(),
            text(LandedOrders.ORDERED_AT.col()),
            LandedOrders.USER_ID.col(),
            LandedOrders.PRODUCT_ID.col(),
            LandedOrders.QUANTITY.col(),
            LandedOrders.CHANNEL.col()));
  }

  static List<String> refundLines(Dataset<Row> landed) {
    return lines(
        landed.select(
            LandedRefunds.REFUND_ID.col(),
            LandedRefunds.ORDER_ID.col(),
            LandedRows.STATUS.col(),
            LandedRows.REASON.col(),
            LandedRows.OFFENDING_VALUE.col(),
            LandedRefunds.AMOUNT_MINOR.col(),
            text(LandedRefunds.REFUNDED_AT.col()),
            LandedRefunds.USER_ID.col(),
            LandedRefunds.PRODUCT_ID.col(),
            LandedRefunds.REASON.col()));
  }

  /** What was read of a source, and what became of it. */
  static String accounts(SourceContract contract, Dataset<Row> landed) {
    Row all =
        SourceAccounting.from(SourceDays.from(Map.of(contract, landed), Days.ALL))
            .where(SourceAccounting.KIND.col().equalTo(SourceAccounting.ALL))
            .head();
    return "%d = %d + %d + %d"
        .formatted(all.getLong(2), all.getLong(3), all.getLong(4), all.getLong(5));
  }

  static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).sorted().toList();
  }

  private static Dataset<Row> raw(SourceContract contract, Settings.Source source) {
    SourceReader reader = new SourceReader(session(), Map.of(contract.name(), source));
    return reader.rows(contract.name(), reader.files(contract.name()));
  }

  /** The rows as they are, so that asking several things of them does not land them again. */
  private static Dataset<Row> once(Dataset<Row> landed) {
    return session().createDataFrame(landed.collectAsList(), landed.schema());
  }

  private static Column text(Column instant) {
    return instant.cast(DataTypes.StringType);
  }

  private OrderExports() {}
}
