package io.seedbed.models.referral;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per user with a bound invitee, as of the run date.
 *
 * <p>The leading category is the one with the greatest amount of purchase lines in the whole shop,
 * the least name by bytes among equals. An invitee is pure who keeps an order with a line in it,
 * or, where no line has a category, keeps any order. Purity is read as pure among buying invitees:
 * who has not bought has bought nothing foreign. Invitees who are the inviter themselves are no
 * edges; orders paid by coupon alone cannot be told apart, since no source names coupons.
 */
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

  private static final Field LEADING_CATEGORY =
      Field.text("leading_category", "Category with the greatest purchase amount", "主营类目").orNull();
  private static final Field IN_LEADING_CATEGORY =
      Field.flag("in_leading_category", "Whether the order has a line in it", "是否含主营类目").orNull();
  private static final Field IS_BUYER = Field.flag("is_buyer", "Keeps an order", "是否购买");
  private static final Field IS_RECENT_BUYER =
      Field.flag("is_recent_buyer", "Keeps an order of the recent window", "近期是否购买");
  private static final Field IS_PURE =
      Field.flag("is_pure", "Keeps an order in the leading category", "是否纯净");
  private static final Field MONTHS =
      Field.of(
          "months",
          DataTypes.createArrayType(DataTypes.DateType),
          "Calendar months of recent purchase days",
          "近期购买月份");

  /** Counts the bound invitees of every inviter. */
  public static Dataset<Row> from(
      Dataset<Row> inviteEdges,
      Dataset<Row> orderValues,
      Dataset<Row> orderLines,
      RunDate runDate,
      ReferralRules rules) {
    Dataset<Row> bound = inviteEdges.where(InviteEdges.isBound());
    Dataset<Row> buyers = buyers(bound, orderValues, orderLines, runDate, rules);
    Column isQualified = InviteEdges.IS_QUALIFIED.col();
    Column isMature = InviteEdges.IS_MATURE.col();
    Column isRecentlyQualified =
        runDate.isInLast(rules.recentDays(), InviteEdges.QUALIFIED_DAY.col());
    Column months = array_distinct(flatten(collect_list(MONTHS.col())));
    return bound
        .join(buyers, new String[] {InviteEdges.INVITEE_ID.name()}, "left")
        .groupBy(USER_ID.is(InviteEdges.INVITER_ID.col()))
        .agg(
            BOUND_INVITEES.is(count(lit(1))),
            MATURED_INVITEES.is(count_if(isMature)),
            QUALIFIED_INVITEES.is(count_if(isQualified.and(isMature))),
            QUALIFIED_INVITEES_180D.is(count_if(isQualified.and(isRecentlyQualified))),
            BUYING_INVITEES_180D.is(count_if(IS_RECENT_BUYER.col())),
            BUYING_MONTHS_180D.is(size(months)),
            BUYING_INVITEES.is(count_if(IS_BUYER.col())),
            PURE_INVITEES.is(count_if(IS_PURE.col())))
        .withColumn(RUN_DATE.name(), runDate.asColumn())
        .select(TABLE.columns());
  }

  private static Dataset<Row> buyers(
      Dataset<Row> bound,
      Dataset<Row> orderValues,
      Dataset<Row> orderLines,
      RunDate runDate,
      ReferralRules rules) {
    Dataset<Row> invitees = bound.select(InviteEdges.INVITEE_ID.col());
    Dataset<Row> keptOrders =
        orderValues
            .where(OrderValues.NET_MINOR.col().gt(0))
            .select(
                OrderValues.ORDER_ID.col(),
                InviteEdges.INVITEE_ID.is(OrderValues.USER_ID.col()),
                OrderValues.DAY.col())
            .join(invitees, new String[] {InviteEdges.INVITEE_ID.name()}, "left_semi");
    Column isRecent = runDate.isInLast(rules.recentDays(), OrderValues.DAY.col());
    Column month = trunc(OrderValues.DAY.col(), "MM");
    return keptOrders
        .join(
            ordersOfLeadingCategory(orderLines, runDate),
            new String[] {OrderValues.ORDER_ID.name()},
            "left")
        .groupBy(InviteEdges.INVITEE_ID.col())
        .agg(
            IS_BUYER.is(bool_or(lit(true))),
            IS_RECENT_BUYER.is(bool_or(isRecent)),
            IS_PURE.is(bool_or(coalesce(IN_LEADING_CATEGORY.col(), lit(false)))),
            MONTHS.is(collect_set(when(isRecent, month))));
  }

  private static Dataset<Row> ordersOfLeadingCategory(Dataset<Row> orderLines, RunDate runDate) {
    Dataset<Row> purchases =
        orderLines
            .where(OrderLines.KIND.col().equalTo("purchase"))
            .where(runDate.isKnown(OrderLines.ORDERED_AT.col()));
    Column isLeading =
        LEADING_CATEGORY
            .col()
            .isNull()
            .or(OrderLines.CATEGORY.col().equalTo(LEADING_CATEGORY.col()));
    return purchases
        .crossJoin(leadingCategory(purchases))
        .where(isLeading)
        .groupBy(OrderLines.ORDER_ID.col())
        .agg(IN_LEADING_CATEGORY.is(bool_or(lit(true))));
  }

  /** One row, whose category is null where no purchase has one. */
  private static Dataset<Row> leadingCategory(Dataset<Row> purchases) {
    Field rank = Field.count("rank", "", "Amount, negated so that the least leads", "负金额");
    return purchases
        .where(OrderLines.CATEGORY.col().isNotNull())
        .groupBy(OrderLines.CATEGORY.col())
        .agg(rank.is(negate(sum(OrderLines.AMOUNT_MINOR.col()))))
        .agg(
            LEADING_CATEGORY.is(
                min(struct(rank.col(), OrderLines.CATEGORY.col()))
                    .getField(OrderLines.CATEGORY.name())));
  }

  private Inviters() {}
}
