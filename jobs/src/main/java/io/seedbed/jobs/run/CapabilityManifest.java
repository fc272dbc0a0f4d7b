package io.seedbed.jobs.run;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One row per run date and output: how much of it the configured sources allow. */
public final class CapabilityManifest {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field OUTPUT = Field.text("output", "Table", "输出表");
  public static final Field STATUS =
      Field.text("status", "How much of the output the sources allow", "可用程度")
          .oneOf(Stream.of(Capability.Status.values()).map(Enum::name).toArray(String[]::new));
  public static final Field MISSING =
      Field.text("missing", "Sources missing, comma separated; null where none is", "缺失来源")
          .orNull();

  public static final Table TABLE =
      Table.named("capability_manifest", "One row per run date and output", "每行一个运行日的一个输出")
          .with(RUN_DATE, OUTPUT, STATUS, MISSING)
          .keyedBy(RUN_DATE, OUTPUT)
          .partitionedBy(RUN_DATE);

  /** The manifest of a date under the configured sources. */
  public static List<Row> from(
      List<Capability> capabilities, Set<String> sources, LocalDate runDate) {
    return capabilities.stream()
        .map(
            capability -> {
              List<String> missing = capability.missingFrom(sources);
              return RowFactory.create(
                  runDate,
                  capability.output().name(),
                  capability.with(sources).name(),
                  missing.isEmpty() ? null : String.join(", ", missing));
            })
        .toList();
  }

  private CapabilityManifest() {}
}
