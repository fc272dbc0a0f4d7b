package io.seedbed.features.user;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
  public static final Field FIRST_PURCHASE_NET_MINOR =
      Field.money("first_purchase_net_minor", "Net value of the first purchase day", "首个购买日净额")
          .orNull();
  public static final Field SECOND_PURCHASE_DAY =
      Field.date("second_purchase_day", "Second purchase day", "第二个购买日").orNull();
  public static final Field LAST_PURCHASE_DAY =
      Field.date("last_purchase_day", "Last purchase day", "最近购买日").orNull();
  public static final Field RETURN_GAP_30D_DAYS =
      Field.count(
              "return_gap_30d_days",
              "days",
              "Days before the first purchase day of the last 30 d without one; null without a purchase in or before them",
              "近30日首个购买日之前的间隔天数，无则为空")
          .orNull();
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

  /** The ruling that takes evidence out and leaves the flag to the rest of it. */
  public static final String EVIDENCE_CLEARED = "evidence_cleared";

  public static final Field APPEAL_RULING =
      Field.text(
              "appeal_ruling",
              "What the shop has decided about the user: that they are a problem, that they are none,"
                  + " or that something they were blamed for does not count; null for nothing",
              "商家裁定：确认问题、撤销标记或撤销个别依据，无则为空")
          .oneOf(Appeals.CONFIRMED, Appeals.CLEARED, EVIDENCE_CLEARED)
          .orNull();
  public static final Field APPEAL_ID =
      Field.text("appeal_id", "Appeal behind the ruling", "裁定的申诉编号").orNull();

  /** The window that names ending in 90d promise. */
  public static final int RECENT_DAYS = 90;

  /** The window that the name of {@link #NET_COMMISSION_180D_MINOR} promises. */
  private static final int COMMISSION_DAYS = 180;

  public static final Table TABLE =
      Table.named("user_features", "One row per known user and run date", "每行一名用户在一个运行日的特征")
          .with(
              USER_ID,
              RUN_DATE,
              ACQUIRED_DAY,
              TENURE_DAYS,
              PURCHASE_DAYS,
              FIRST_PURCHASE_DAY,
              FIRST_PURCHASE_NET_MINOR,
              SECOND_PURCHASE_DAY,
              LAST_PURCHASE_DAY,
              RETURN_GAP_30D_DAYS,
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
              SEVERE_EVENT,
              APPEAL_RULING,
              APPEAL_ID)
          .keyedBy(USER_ID, RUN_DATE)
          .partitionedBy(RUN_DATE);

  /**
   * What features are made of; everything as-of is cut to the run date here, except for the first
   * two, which are of that date already.
   *
   * @param chatMessages of which the last 28 d are read
   * @param hasShares whether the source of platform shares is configured; its rows are in the user
   *     days
   * @param hasCommissions whether the source of commissions is configured
   */
  public record Sources(
      Dataset<Row> acquisitions,
      Dataset<Row> userDays,
      Dataset<Row> firstMessages,
      Dataset<Row> chatMessages,
      Dataset<Row> memberships,
      Dataset<Row> commissions,
      Dataset<Row> complaints,
      Dataset<Row> violations,
      Dataset<Row> appeals,
      boolean hasShares,
      boolean hasCommissions) {}

  /**
   * The features of every known user at as-of. Sharing is observed where the shares source is
   * configured or any chat message before as-of shares the shop: without either nobody's zero means
   * anything. Exposure is counted in whole weeks since acquisition where platform shares exist,
   * else in weeks as a member of an observed group.
   *
   * <p>Every part is aggregated to one row per user before it is joined, so each is shuffled once
   * by user and the joins shuffle nothing more. With totals user days are read after them and in
   * the windows only. Stays, first messages and cases are read whole; they are few beside what
   * users do. What the shop has cleared is no severe event; who was cleared as a whole has none
   * until another happens, which ends that clearance.
   *
   * @param totals {@link UserTotals} of a settled day before the run date, of the same facts;
   *     without any all user days are read
   */
  public static Dataset<Row> from(
      Sources sources, FeatureRules rules, RunDate runDate, Optional<Base> totals) {
    Dataset<Row> stays = GroupStays.from(sources.memberships(), sources.firstMessages(), runDate);
    Dataset<Row> exposures = Exposure.inObservedGroups(stays, sources.firstMessages(), runDate);
    Dataset<Row> reaches = Reach.from(stays, sources.chatMessages(), rules, runDate);
    Dataset<Row> severeEvents =
        SevereEvents.from(
            Appeals.standingComplaints(sources.complaints(), sources.appeals(), runDate),
            Appeals.standingViolations(sources.violations(), sources.appeals(), runDate),
            rules,
            runDate);
    Column isOvertaken = Rulings.isOvertaken();
    Column isAcquitted = Rulings.isClearance().and(not(isOvertaken));
    Column exposureWeeks =
        sources.hasShares()
            ? Exposure.wholeWeeksSince(ACQUIRED_DAY.col(), runDate)
            : Exposure.WEEKS.col();
    Column netCommission = sources.hasCommissions() ? orZero(NET_COMMISSION_180D_MINOR) : lit(null);
    String[] byUser = {USER_ID.name()};
    return sources
        .acquisitions()
        .select(
            USER_ID.is(UserAcquisition.USER_ID.col()),
            ACQUIRED_DAY.is(UserAcquisition.ACQUIRED_DAY.col()))
        .join(DayTotals.from(sources.userDays(), rules, runDate, totals), byUser, "left")
        .join(exposures, byUser, "left")
        .join(reaches, byUser, "left")
        .join(netCommissions(sources.commissions(), runDate), byUser, "left")
        .join(severeEvents, byUser, "left")
        .join(Rulings.from(sources.appeals(), runDate), byUser, "left")
        .select(
            USER_ID.col(),
            RUN_DATE.is(runDate.asColumn()),
            ACQUIRED_DAY.col(),
            TENURE_DAYS.is(runDate.daysSince(ACQUIRED_DAY.col())),
            PURCHASE_DAYS.is(orZero(PURCHASE_DAYS)),
            FIRST_PURCHASE_DAY.col(),
            FIRST_PURCHASE_NET_MINOR.col(),
            SECOND_PURCHASE_DAY.col(),
            LAST_PURCHASE_DAY.col(),
            RETURN_GAP_30D_DAYS.col(),
            PAID_ORDERS.is(orZero(PAID_ORDERS)),
            KEPT_ORDERS.is(orZero(KEPT_ORDERS)),
            BAD_ORDERS.is(orZero(BAD_ORDERS)),
            GROSS_SPEND_MINOR.is(orZero(GROSS_SPEND_MINOR)),
            NET_SPEND_MINOR.is(orZero(NET_SPEND_MINOR)),
            NET_SPEND_90D_MINOR.is(orZero(NET_SPEND_90D_MINOR)),
            NET_SPEND_180D_MINOR.is(orZero(NET_SPEND_180D_MINOR)),
            PURCHASE_DAYS_90D.is(orZero(PURCHASE_DAYS_90D)),
            DECAYED_ORDERS.is(orZero(DECAYED_ORDERS)),
            DECAYED_BAD_ORDERS.is(orZero(DECAYED_BAD_ORDERS)),
            MESSAGES.is(orZero(MESSAGES)),
            MESSAGES_7D.is(orZero(MESSAGES_7D)),
            MESSAGES_30D.is(orZero(MESSAGES_30D)),
            MESSAGES_90D.is(orZero(MESSAGES_90D)),
            SHARES_90D.is(orZero(SHARES_90D)),
            SHARE_DAYS_90D.is(orZero(SHARE_DAYS_90D)),
            ACTIVE_DAYS_30D.is(orZero(ACTIVE_DAYS_30D)),
            LAST_ACTIVE_DAY.col(),
            EXPOSURE_WEEKS_90D.is(coalesce(exposureWeeks, lit(0L))),
            IS_SHARING_OBSERVED.is(isSharingObserved(sources, runDate)),
            REACH_28D.is(coalesce(Reach.REACHED.col(), lit(0L))),
            NET_COMMISSION_180D_MINOR.is(netCommission),
            SEVERE_EVENT.is(when(not(isAcquitted), SevereEvents.EVENT.col())),
            APPEAL_RULING.is(when(not(isOvertaken), Rulings.RULING.col())),
            APPEAL_ID.is(when(not(isOvertaken), Rulings.APPEAL_ID.col())));
  }

  private static Dataset<Row> netCommissions(Dataset<Row> commissions, RunDate runDate) {
    return commissions
        .filter(
            runDate
                .isKnown(Commissions.BOOKED_AT.col())
                .and(runDate.isInLast(COMMISSION_DAYS, Commissions.DAY.col())))
        .groupBy(USER_ID.is(Commissions.USER_ID.col()))
        .agg(NET_COMMISSION_180D_MINOR.is(sum(Commissions.AMOUNT_MINOR.col())));
  }

  private static Column isSharingObserved(Sources sources, RunDate runDate) {
    return sources.hasShares()
        ? lit(true)
        : sources
            .firstMessages()
            .filter(FirstMessages.IS_SHARE.col().and(runDate.isKnown(FirstMessages.SENT_AT.col())))
            .agg(count(lit(1)).gt(0))
            .scalar();
  }

  private static Column orZero(Field field) {
    return coalesce(field.col(), lit(0).cast(field.type()));
  }

  private UserFeatures() {}
}
