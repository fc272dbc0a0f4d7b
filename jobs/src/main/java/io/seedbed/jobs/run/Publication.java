package io.seedbed.jobs.run;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per published run: which version of every table belongs together. The latest row of a
 * date is what readers see of it.
 */
public final class Publication {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field RUN_ID = Field.text("run_id", "Run that published", "运行编号");
  public static final Field PUBLISHED_AT =
      Field.instant("published_at", "When it was published (UTC)", "发布时间（UTC）");
  public static final Field VERSIONS =
      Field.of(
          "versions",
          DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
          "Table version, by table name",
          "各表版本");
  public static final Field LOGIC =
      Field.text(
          "logic",
          "SHA-256 of code version, presets and all settings that a result can rest on",
          "计算口径哈希");
  public static final Field CONFIG_HASH =
      Field.text("config_hash", "SHA-256 of the effective configuration", "配置哈希");

  public static final Field FOLLOWS =
      Field.text(
              "follows",
              "Run of the day before whose labels this one's follow; null on a first night, where"
                  + " labels were made anew, and in runs from before it was kept",
              "标签所承接的前一日运行")
          .orNull();

  public static final Table TABLE =
      Table.named("publication", "One row per published run", "每行一次发布")
          .with(RUN_DATE, RUN_ID, PUBLISHED_AT, VERSIONS, LOGIC, CONFIG_HASH, FOLLOWS)
          .keyedBy(RUN_ID);

  static Row row(Published published) {
    return RowFactory.create(
        published.runDate(),
        published.runId(),
        published.at(),
        published.versions(),
        published.logic(),
        published.configHash(),
        published.follows().orElse(null));
  }

  private Publication() {}
}
