package io.seedbed.features.daily;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user and active business day before as-of; every measure is additive, so windows are
 * sums of rows.
 */
public final class UserDay {

  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field DAY = Field.date("day", "Business day", "业务日");
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
      Field.count(
          "replies",
          "messages",
          "Meaningful messages that address another user, at whatever interval",
          "回复数（回应他人的有效发言，不限间隔）");

  public static final Table TABLE =
      Table.named("user_day", "One row per user and active business day", "每行一名用户的一个活跃业务日")
          .with(
              USER_ID,
              DAY,
              PAID_ORDERS,
              KEPT_ORDERS,
              BAD_ORDERS,
              GROSS_MINOR,
              NET_MINOR,
              MESSAGES,
              SHARES,
              REPLIES)
          .keyedBy(USER_ID, DAY)
          .clusteredBy(DAY);

  private static final List<Field> MEASURES =
      List.of(
          PAID_ORDERS, KEPT_ORDERS, BAD_ORDERS, GROSS_MINOR, NET_MINOR, MESSAGES, SHARES, REPLIES);

  /**
   * What every user brought on each of the given days before as-of; days without any of it have no
   * row, and neither has an event without a user. A share is a row of the platform's shares or a
   * chat message that shares the shop; a reply is a meaningful message addressed to another user.
   *
   * <p>Costs one shuffle by user and day, of partial sums: the three inputs are added up where they
   * lie before anything moves. Of each input only the given days are read.
   *
   * @param orderValues as of the same run date
   * @param days the business days to build
   */
  public static Dataset<Row> from(
      Dataset<Row> orderValues,
      Dataset<Row> chatMessages,
      Dataset<Row> shares,
      RunDate runDate,
      Days days) {
    Column[] totals = MEASURES.stream().map(m -> m.is(sum(m.col()))).toArray(Column[]::new);
    Column wasSent = runDate.isKnown(ChatMessages.SENT_AT.col());
    Column wasShared = runDate.isKnown(Shares.SHARED_AT.col());
    return ordered(orderValues.filter(days.include(OrderValues.DAY.col())))
        .unionByName(said(chatMessages.filter(days.include(ChatMessages.DAY.col()).and(wasSent))))
        .unionByName(shared(shares.filter(days.include(Shares.DAY.col()).and(wasShared))))
        .filter(USER_ID.col().isNotNull())
        .groupBy(USER_ID.col(), DAY.col())
        .agg(totals[0], Stream.of(totals).skip(1).toArray(Column[]::new))
        .select(TABLE.columns());
  }

  private static Dataset<Row> ordered(Dataset<Row> orderValues) {
    return orderValues.select(
        contribution(
            OrderValues.USER_ID,
            OrderValues.DAY,
            Map.of(
                PAID_ORDERS, lit(1),
                KEPT_ORDERS, oneIf(OrderValues.NET_MINOR.col().gt(0)),
                BAD_ORDERS, oneIf(OrderValues.IS_BAD.col()),
                GROSS_MINOR, OrderValues.AMOUNT_MINOR.col(),
                NET_MINOR, OrderValues.NET_MINOR.col())));
  }

  private static Dataset<Row> said(Dataset<Row> chatMessages) {
    Column isMeaningful = ChatMessages.IS_MEANINGFUL.col();
    Column isShare = ChatMessages.IS_SHARE.col();
    Column isAddressed = ChatMessages.ADDRESSED_USER_ID.col().notEqual(ChatMessages.USER_ID.col());
    return chatMessages
        .filter(isMeaningful.or(isShare))
        .select(
            contribution(
                ChatMessages.USER_ID,
                ChatMessages.DAY,
                Map.of(
                    MESSAGES, oneIf(isMeaningful),
                    SHARES, oneIf(isShare),
                    REPLIES, oneIf(isMeaningful.and(isAddressed)))));
  }

  private static Dataset<Row> shared(Dataset<Row> shares) {
    return shares.select(contribution(Shares.USER_ID, Shares.DAY, Map.of(SHARES, lit(1))));
  }

  private static Column[] contribution(Field user, Field day, Map<Field, Column> measures) {
    return Stream.concat(
            Stream.of(USER_ID.is(user.col()), DAY.is(day.col())),
            MEASURES.stream().map(m -> m.is(measures.getOrDefault(m, lit(0)))))
        .toArray(Column[]::new);
  }

  private static Column oneIf(Column condition) {
    return when(condition, 1).otherwise(0);
  }

  private UserDay() {}
}
