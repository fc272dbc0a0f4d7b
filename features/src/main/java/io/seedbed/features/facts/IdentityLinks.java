package io.seedbed.features.facts;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per source id that stands for a customer of another id. */
public final class IdentityLinks {

  public static final Field SOURCE_USER_ID =
      Field.text("source_user_id", "Id as a source has it", "来源编号");
  public static final Field USER_ID = Field.text("user_id", "Customer it is resolved to", "客户编号");
  public static final Field RULE = Field.text("rule", "What made the link", "关联规则");

  public static final Table TABLE =
      Table.named(
              "identity_links",
              "One row per source id that stands for a customer of another id",
              "每行一条身份关联")
          .with(SOURCE_USER_ID, USER_ID, RULE)
          .keyedBy(SOURCE_USER_ID);

  private IdentityLinks() {}
}
