package io.seedbed.features.user;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per known user and run date. */
public final class UserFeatures {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field ACQUIRED_DAY =
      Field.date("acquired_day", "Day the user became known", "获取日");
  public static final Field TENURE_DAYS =
      Field.count("tenure_days", "days", "Days from acquisition to the run date", "入店天数");
  public static final Field PURCHASE_DAYS =
      Field.count(
          "purchase_days", "days", "Business days with an order of net value above zero", "购买日数");
  public static final Field FIRST_PURCHASE_DAY =
      Field.date("first_purchase_day", "First purchase day", "首个购买日").orNull();
  public static final Field SECOND_PURCHASE_DAY =
      Field.date("second_purchase_day", "Second purchase day", "第二个购买日").orNull();
  public static final Field LAST_PURCHASE_DAY =
      Field.date("last_purchase_day", "Last purchase day", "最近购买日").orNull();
  public static final Field PAID_ORDERS =
      Field.count("paid_orders", "orders", "Paid orders", "付款订单数");
  public static final Field KEPT_ORDERS =
      Field.count("kept_orders", "orders", "Orders with net value above zero", "净额为正的订单数");
  public static final Field BAD_ORDERS = Field.count("bad_orders", "orders", "Bad orders", "坏单数");
  public static final Field GROSS_SPEND_MINOR =
      Field.money("gross_spend_minor", "Amount of paid orders", "付款金额");
  public static final Field NET_SPEND_MINOR =
      Field.money("net_spend_minor", "Net value of paid orders", "净消费");
  public static final Field NET_SPEND_90D_MINOR =
      Field.money("net_spend_90d_minor", "Net value of the last 90 d", "近90日净消费");
  public static final Field NET_SPEND_180D_MINOR =
      Field.money("net_spend_180d_minor", "Net value of the last 180 d", "近180日净消费");
  public static final Field PURCHASE_DAYS_90D =
      Field.count("purchase_days_90d", "days", "Purchase days of the last 90 d", "近90日购买日数");
  public static final Field DECAYED_ORDERS =
      Field.real("decayed_orders", "orders", "Paid orders, halved every 180 d of age", "衰减付款订单数");
  public static final Field DECAYED_BAD_ORDERS =
      Field.real("decayed_bad_orders", "orders", "Bad orders, halved every 180 d of age", "衰减坏单数");
  public static final Field MESSAGES =
      Field.count("messages", "messages", "Meaningful messages", "有效发言数");
  public static final Field MESSAGES_7D =
      Field.count("messages_7d", "messages", "Meaningful messages of the last 7 d", "近7日有效发言");
  public static final Field MESSAGES_30D =
      Field.count("messages_30d", "messages", "Meaningful messages of the last 30 d", "近30日有效发言");
  public static final Field MESSAGES_90D =
      Field.count("messages_90d", "messages", "Meaningful messages of the last 90 d", "近90日有效发言");
  public static final Field SHARES_90D =
      Field.count("shares_90d", "shares", "Shares of the last 90 d", "近90日分享数");
  public static final Field SHARE_DAYS_90D =
      Field.count("share_days_90d", "days", "Days with a share in the last 90 d", "近90日分享日数");
  public static final Field ACTIVE_DAYS_30D =
      Field.count(
          "active_days_30d", "days", "Active days of the last 30 d, chat or purchase", "近30日活跃日数");
  public static final Field LAST_ACTIVE_DAY =
      Field.date("last_active_day", "Last active day, chat or purchase", "最近活跃日").orNull();
  public static final Field EXPOSURE_WEEKS_90D =
      Field.count(
          "exposure_weeks_90d",
          "weeks",
          "Weeks of the last 90 d in which sharing could be seen",
          "近90日可观测周数");
  public static final Field IS_SHARING_OBSERVED =
      Field.flag("is_sharing_observed", "Whether any input shows shares", "分享是否可观测");
  public static final Field REACH_28D =
      Field.count(
          "reach_28d",
          "users",
          "Distinct other members of the user's groups active in 28 d, capped",
          "近28日群内触达人数（封顶）");
  public static final Field NET_COMMISSION_180D_MINOR =
      Field.money(
              "net_commission_180d_minor",
              "Commission less clawbacks of the last 180 d; null without the input",
              "近180日净佣金，无数据为空")
          .orNull();
  public static final Field SEVERE_EVENT =
      Field.text(
              "severe_event",
              "Event of the last 180 d that flags at once; null for none",
              "近180日严重事件")
          .oneOf("chargeback", "fraud", "repeated_violation")
          .orNull();

  public static final Table TABLE =
      Table.named("user_features", "One row per known user and run date", "每行一名用户在一个运行日的特征")
          .with(
              USER_ID,
              RUN_DATE,
              ACQUIRED_DAY,
              TENURE_DAYS,
              PURCHASE_DAYS,
              FIRST_PURCHASE_DAY,
              SECOND_PURCHASE_DAY,
              LAST_PURCHASE_DAY,
              PAID_ORDERS,
              KEPT_ORDERS,
              BAD_ORDERS,
              GROSS_SPEND_MINOR,
              NET_SPEND_MINOR,
              NET_SPEND_90D_MINOR,
              NET_SPEND_180D_MINOR,
              PURCHASE_DAYS_90D,
              DECAYED_ORDERS,
              DECAYED_BAD_ORDERS,
              MESSAGES,
              MESSAGES_7D,
              MESSAGES_30D,
              MESSAGES_90D,
              SHARES_90D,
              SHARE_DAYS_90D,
              ACTIVE_DAYS_30D,
              LAST_ACTIVE_DAY,
              EXPOSURE_WEEKS_90D,
              IS_SHARING_OBSERVED,
              REACH_28D,
              NET_COMMISSION_180D_MINOR,
              SEVERE_EVENT)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private UserFeatures() {}
}
