package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per source row that could not be used: where it stands, why, and the value that was
 * wrong.
 */
public final class RejectedRows {

  public static final Field SOURCE = Field.text("source", "Source", "来源");
  public static final Field POSITION = Field.text("position", "File and row number", "文件与行号");
  public static final Field REASON = Field.text("reason", "Reason code", "拒收原因");
  public static final Field OFFENDING_VALUE =
      Field.text("offending_value", "Value that was wrong", "问题值").orNull();

  public static final Table TABLE =
      Table.named("rejected_rows", "One row per source row that could not be used", "每行一条被拒收的来源行")
          .with(SOURCE, POSITION, REASON, OFFENDING_VALUE)
          .keyedBy(SOURCE, POSITION);

  private RejectedRows() {}
}
