package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per source and file whose rows are landed. */
public final class LandedFiles {

  public static final Field SOURCE = Field.text("source", "Source", "来源");
  public static final Field FILE =
      Field.text("source_file", "File, below the folder it was asked for in", "来源文件");
  public static final Field PATH = Field.text("path", "Where it was read", "读取路径");
  public static final Field BYTES = Field.count("bytes", "bytes", "Size", "字节数");
  public static final Field MODIFIED_AT =
      Field.instant("modified_at", "When the file was last modified (UTC)", "修改时间（UTC）");
  public static final Field FINGERPRINT =
      Field.text("fingerprint", "SHA-256 of the size, the first and the last mebibyte", "指纹");
  public static final Field INGESTED_AT =
      Field.instant(
          "ingested_at", "When a run first landed the file as it is (UTC)", "首次接收时间（UTC）");

  public static final Table TABLE =
      Table.named("landed_files", "One row per source and file that is landed", "每行一个已接收的来源文件")
          .with(SOURCE, FILE, PATH, BYTES, MODIFIED_AT, FINGERPRINT, INGESTED_AT)
          .keyedBy(SOURCE, FILE);

  private LandedFiles() {}
}
