package io.seedbed.features.daily;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per user and active business day before as-of; every measure is additive, so windows are
 * sums of rows.
 */
public final class UserDay {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field DAY = Field.date("day", "Business day", "业务日");
  public static final Field MONTH = Field.date("month", "First day of the month", "所属月首日");
  public static final Field PAID_ORDERS =
      Field.count("paid_orders", "orders", "Paid orders", "付款订单数");
  public static final Field KEPT_ORDERS =
      Field.count("kept_orders", "orders", "Orders with net value above zero", "净额为正的订单数");
  public static final Field BAD_ORDERS = Field.count("bad_orders", "orders", "Bad orders", "坏单数");
  public static final Field GROSS_MINOR =
      Field.money("gross_minor", "Amount of the day's paid orders", "付款金额");
  public static final Field NET_MINOR =
      Field.money("net_minor", "Net value of the day's paid orders", "净额");
  public static final Field MESSAGES =
      Field.count("messages", "messages", "Meaningful messages", "有效发言数");
  public static final Field SHARES =
      Field.count("shares", "shares", "Shares, reported or in chat", "分享数");
  public static final Field REPLIES =
      Field.count("replies", "messages", "Meaningful messages that address a user", "回复数");

  public static final Table TABLE =
      Table.named("user_day", "One row per user and active business day", "每行一名用户的一个活跃业务日")
          .with(
              USER_ID,
              DAY,
              MONTH,
              PAID_ORDERS,
              KEPT_ORDERS,
              BAD_ORDERS,
              GROSS_MINOR,
              NET_MINOR,
              MESSAGES,
              SHARES,
              REPLIES)
          .keyedBy(USER_ID, DAY)
          .partitionedBy(MONTH);

  private UserDay() {}
}
