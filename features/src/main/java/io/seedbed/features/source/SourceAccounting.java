package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per source and kind of row, and one of kind 'all' per source: read = accepted + rejected
 * + duplicates.
 */
public final class SourceAccounting {

  public static final Field SOURCE = Field.text("source", "Source", "来源");
  public static final Field KIND =
      Field.text("kind", "Kind of row; 'all' for the whole source", "行类型，all 为合计");
  public static final Field READ = Field.count("read_rows", "rows", "Rows read", "读取行数");
  public static final Field ACCEPTED =
      Field.count("accepted_rows", "rows", "Rows accepted", "接收行数");
  public static final Field REJECTED =
      Field.count("rejected_rows", "rows", "Rows rejected", "拒收行数");
  public static final Field DUPLICATES =
      Field.count("duplicate_rows", "rows", "Valid rows that repeat another", "重复行数");
  public static final Field ANONYMOUS =
      Field.count("anonymous_rows", "rows", "Rows read without a customer", "无客户行数");

  public static final Table TABLE =
      Table.named("source_accounting", "One row per source and kind of row", "每行一个来源与行类型")
          .with(SOURCE, KIND, READ, ACCEPTED, REJECTED, DUPLICATES, ANONYMOUS)
          .keyedBy(SOURCE, KIND);

  private SourceAccounting() {}
}
