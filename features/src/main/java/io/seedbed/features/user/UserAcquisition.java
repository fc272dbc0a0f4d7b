package io.seedbed.features.user;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/**
 * One row per known user: the least business day on which the shop could know them, and how they
 * came.
 */
public final class UserAcquisition {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field ACQUIRED_AT =
      Field.instant("acquired_at", "Time of the event that made the user known (UTC)", "获取时间（UTC）");
  public static final Field ACQUIRED_DAY =
      Field.date("acquired_day", "d0: least business day over the routes", "获取日 d0");
  public static final Field ROUTE =
      Field.text("route", "Event that made the user known; ties in this order", "获取路径")
          .oneOf("joined_group", "followed", "accepted_invite", "first_message", "first_order");
  public static final Field CHANNEL = Field.text("channel", "Channel of that event", "渠道").orNull();
  public static final Field CAMPAIGN =
      Field.text("campaign", "Campaign of that event", "活动").orNull();
  public static final Field GROUP_ID =
      Field.text("group_id", "Group of that event", "群编号").orNull();
  public static final Field INVITER_ID =
      Field.text("inviter_id", "User who brought this one, as that event says", "邀请人").orNull();
  public static final Field IS_LEFT_TRUNCATED =
      Field.flag("is_left_truncated", "Acquired within 30 d of an input's first day", "是否左截断");

  public static final Table TABLE =
      Table.named("user_acquisition", "One row per known user", "每行一名已知用户")
          .with(
              USER_ID,
              ACQUIRED_AT,
              ACQUIRED_DAY,
              ROUTE,
              CHANNEL,
              CAMPAIGN,
              GROUP_ID,
              INVITER_ID,
              IS_LEFT_TRUNCATED)
          .keyedBy(USER_ID);

  private UserAcquisition() {}
}
