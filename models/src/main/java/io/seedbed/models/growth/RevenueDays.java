package io.seedbed.models.growth;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per day, revenue view and named item; the items of a view add up to its revenue. */
public final class RevenueDays {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field DAY = Field.date("day", "Business day", "业务日");
  public static final Field VIEW =
      Field.text("view", "order_day restates history when refunds come; refund_day is cash", "收入口径")
          .oneOf("order_day", "refund_day");
  public static final Field ITEM =
      Field.text("item", "What the amount is", "项目")
          .oneOf("sales", "refunds", "unlinked_refunds", "over_refunds");
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Amount; negative where it reduces revenue", "金额，减少收入为负");

  public static final Table TABLE =
      Table.named("revenue_days", "One row per day, revenue view and named item", "每行一日一口径一项目的收入")
          .with(RUN_DATE, DAY, VIEW, ITEM, AMOUNT_MINOR)
          .keyedBy(RUN_DATE, DAY, VIEW, ITEM)
          .partitionedBy(RUN_DATE);

  private RevenueDays() {}
}
