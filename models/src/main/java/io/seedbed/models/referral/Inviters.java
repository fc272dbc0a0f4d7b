package io.seedbed.models.referral;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;

/** One row per user with a bound invitee, as of the run date. */
public final class Inviters {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field BOUND_INVITEES =
      Field.count("bound_invitees", "users", "Invitees bound for life", "终身绑定人数");
  public static final Field MATURED_INVITEES =
      Field.count("matured_invitees", "users", "Bound invitees 60 d after joining", "成熟被邀请人数");
  public static final Field QUALIFIED_INVITEES =
      Field.count("qualified_invitees", "users", "Qualified invitees, mature", "有效新客数");
  public static final Field QUALIFIED_INVITEES_180D =
      Field.count(
          "qualified_invitees_180d",
          "users",
          "Invitees who became qualified in the last 180 d",
          "近180日有效新客数");
  public static final Field BUYING_INVITEES_180D =
      Field.count(
          "buying_invitees_180d",
          "users",
          "Bound invitees with a purchase day in the last 180 d",
          "近180日购买的绑定人数");
  public static final Field BUYING_MONTHS_180D =
      Field.count(
          "buying_months_180d",
          "months",
          "Calendar months those purchase days fall in",
          "购买日所在自然月数");
  public static final Field BUYING_INVITEES =
      Field.count("buying_invitees", "users", "Bound invitees with any purchase day", "购买过的绑定人数");
  public static final Field PURE_INVITEES =
      Field.count(
          "pure_invitees",
          "users",
          "Bound invitees with a purchase in the leading category, or any purchase where no category is known",
          "纯净被邀请人数");

  public static final Table TABLE =
      Table.named("inviters", "One row per user with a bound invitee", "每行一名有绑定被邀请人的用户")
          .with(
              USER_ID,
              RUN_DATE,
              BOUND_INVITEES,
              MATURED_INVITEES,
              QUALIFIED_INVITEES,
              QUALIFIED_INVITEES_180D,
              BUYING_INVITEES_180D,
              BUYING_MONTHS_180D,
              BUYING_INVITEES,
              PURE_INVITEES)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  private Inviters() {}
}
