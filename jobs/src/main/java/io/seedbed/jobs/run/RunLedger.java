package io.seedbed.jobs.run;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.jobs.config.EffectiveSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per run that took its date, published or failed: what went in, what came out, how. */
public final class RunLedger {

  public static final Field RUN_ID = Field.text("run_id", "Run", "运行编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field STARTED_AT =
      Field.instant("started_at", "When the run started (UTC)", "开始时间（UTC）");
  public static final Field ENDED_AT =
      Field.instant("ended_at", "When the run ended (UTC)", "结束时间（UTC）");
  public static final Field STATUS =
      Field.text("status", "How the run ended", "状态").oneOf("published", "failed");
  public static final Field EXIT_CODE = Field.count("exit_code", "", "Exit code", "退出码");
  public static final Field CODE_VERSION =
      Field.text("code_version", "Version of the job jar", "程序版本");
  public static final Field CONFIG_HASH =
      Field.text("config_hash", "SHA-256 of the effective configuration", "配置哈希");
  public static final Field CONFIG_JSON =
      Field.text("config_json", "Effective configuration", "生效配置");
  public static final Field INPUTS =
      Field.of(
          "inputs",
          DataTypes.createArrayType(
              new StructType()
                  .add("source", DataTypes.StringType)
                  .add("path", DataTypes.StringType)
                  .add("bytes", DataTypes.LongType)
                  .add("modified_at", DataTypes.TimestampType)
                  .add("fingerprint", DataTypes.StringType)),
          "Source files this run landed: path, size, time, SHA-256 of size, first and last mebibyte",
          "本次接收的输入文件");
  public static final Field STEPS =
      Field.of(
          "steps",
          DataTypes.createArrayType(
              new StructType()
                  .add("step", DataTypes.StringType)
                  .add("outcome", DataTypes.StringType)
                  .add("rows", DataTypes.LongType)
                  .add("seconds", DataTypes.DoubleType)
                  .add("version", DataTypes.LongType)),
          "Steps: rows, seconds and table version",
          "各步骤");
  public static final Field CAPABILITIES =
      Field.of(
              "capabilities",
              DataTypes.createArrayType(
                  new StructType()
                      .add("output", DataTypes.StringType)
                      .add("status", DataTypes.StringType)
                      .add("missing", DataTypes.StringType)),
              "How much of each output the sources allowed; null in runs from before it was kept",
              "各输出的可用程度")
          .orNull();
  public static final Field RESTATEMENTS =
      Field.of(
              "restatements",
              DataTypes.createArrayType(DataTypes.StringType),
              "What the run told anew of days gone by; null in runs from before it was kept",
              "本次重述的历史")
          .orNull();
  public static final Field ERROR =
      Field.text("error", "What went wrong; null where nothing did", "错误信息").orNull();

  public static final Table TABLE =
      Table.named("run_ledger", "One row per run that took its date", "每行一次运行")
          .with(
              RUN_ID,
              RUN_DATE,
              STARTED_AT,
              ENDED_AT,
              STATUS,
              EXIT_CODE,
              CODE_VERSION,
              CONFIG_HASH,
              CONFIG_JSON,
              INPUTS,
              STEPS,
              ERROR,
              CAPABILITIES,
              RESTATEMENTS)
          .keyedBy(RUN_ID);

  /** A run as it ended. */
  record Entry(
      String runId,
      LocalDate runDate,
      Instant started,
      Instant ended,
      String codeVersion,
      EffectiveSettings effective,
      List<Row> inputs,
      List<StepRun> steps,
      String error,
      List<Row> manifest,
      List<String> restatements) {}

  static Row row(Entry entry) {
    return RowFactory.create(
        entry.runId(),
        entry.runDate(),
        entry.started(),
        entry.ended(),
        entry.error() == null ? "published" : "failed",
        entry.error() == null ? 0L : 1L,
        entry.codeVersion(),
        entry.effective().hash(),
        entry.effective().json(),
        entry.inputs(),
        entry.steps().stream()
            .map(
                step ->
                    RowFactory.create(
                        step.step(),
                        step.outcome(),
                        step.rows(),
                        step.seconds(),
                        step.version().isPresent() ? step.version().getAsLong() : null))
            .toList(),
        entry.error(),
        entry.manifest().stream()
            .map(row -> RowFactory.create(row.get(1), row.get(2), row.get(3)))
            .toList(),
        entry.restatements());
  }

  private RunLedger() {}
}
