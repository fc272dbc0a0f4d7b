package io.seedbed.notebooks.star;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One row: the run an export came from, and how to read its money and days.
 *
 * @param configHash hash of the effective configuration of the run
 * @param currency the reporting currency, ISO 4217
 * @param minorDigits decimal digits of a minor unit: 2 for CNY, 0 for JPY
 */
public record ExportInfo(
    String runId,
    RunDate runDate,
    String configHash,
    String currency,
    int minorDigits,
    String seedbedVersion,
    String sparkVersion) {

  public static final Field RUN_ID = Field.text("run_id", "Run the export came from", "导出来源运行");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field AS_OF =
      Field.instant("as_of", "End of the run date, exclusive (UTC)", "截止时刻（UTC，不含）");
  public static final Field ZONE = Field.text("zone", "Business zone that cuts days", "业务时区");
  public static final Field CURRENCY =
      Field.text("currency", "Reporting currency, ISO 4217", "记账币种");
  public static final Field MINOR_DIGITS =
      Field.count(
          "minor_digits",
          "digits",
          "Divide amounts in minor units by 10 to this power",
          "最小货币单位的小数位数");
  public static final Field CONFIG_HASH =
      Field.text("config_hash", "Hash of the effective configuration", "生效配置的哈希");
  public static final Field SEEDBED_VERSION =
      Field.text("seedbed_version", "Version of Seedbed", "Seedbed 版本");
  public static final Field SPARK_VERSION =
      Field.text("spark_version", "Version of Spark", "Spark 版本");

  public static final Table TABLE =
      Table.named("export_info", "One row: the run this export came from", "仅一行：本次导出来自哪次运行")
          .with(
              RUN_ID,
              RUN_DATE,
              AS_OF,
              ZONE,
              CURRENCY,
              MINOR_DIGITS,
              CONFIG_HASH,
              SEEDBED_VERSION,
              SPARK_VERSION)
          .keyedBy(RUN_ID);

  /** This record as a row of {@link #TABLE}. */
  public Row row() {
    return RowFactory.create(
        runId,
        java.sql.Date.valueOf(runDate.day()),
        java.sql.Timestamp.from(runDate.asOf()),
        runDate.zone().getId(),
        currency,
        (long) minorDigits,
        configHash,
        seedbedVersion,
        sparkVersion);
  }
}
