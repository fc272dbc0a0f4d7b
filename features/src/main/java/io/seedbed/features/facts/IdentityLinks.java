package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;

import io.seedbed.features.source.IdentityRule;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** One row per source id that stands for a customer of another id. */
public final class IdentityLinks {

  public static final Field SOURCE_USER_ID =
      Field.text("source_user_id", "Id as a source has it", "来源编号");
  public static final Field USER_ID = Field.text("user_id", "Customer it is resolved to", "客户编号");
  public static final Field RULE = Field.text("rule", "What made the link", "关联规则");

  private static final Field TIMES = Field.count("_times", "events", "How often", "次数");
  private static final Field RANK = Field.count("_rank", "", "Rank, from 1", "名次");
  private static final Field LINKED_ID = Field.text("_linked_id", "Id to replace", "来源编号");
  private static final Field LINKED_USER_ID =
      Field.text("_linked_user_id", "Customer it stands for", "客户编号");

  public static final Table TABLE =
      Table.named(
              "identity_links",
              "One row per source id that stands for a customer of another id",
              "每行一条身份关联")
          .with(SOURCE_USER_ID, USER_ID, RULE)
          .keyedBy(SOURCE_USER_ID);

  /**
   * The links a rule makes of what is known on the run date. By rank, the k-th most talkative
   * sender is the k-th most frequent customer, counted in messages and in order ids whether paid or
   * not; ties go by the bytes of the id. Such links are made up: they let two worlds that share no
   * ids run through one night.
   */
  public static Dataset<Row> from(
      Dataset<Row> landedOrders,
      Dataset<Row> landedChatMessages,
      RunDate runDate,
      IdentityRule rule) {
    Dataset<Row> talkers = ranked(messages(landedChatMessages, runDate), SOURCE_USER_ID);
    Dataset<Row> customers = ranked(orders(landedOrders, runDate), USER_ID);
    return talkers
        .join(customers, new String[] {RANK.name()}, "inner")
        .withColumn(RULE.name(), lit("by_rank"))
        .where(lit(rule == IdentityRule.BY_RANK))
        .select(TABLE.columns());
  }

  /** Replaces ids of a column that stand for another customer; all other columns stay. */
  public static Dataset<Row> resolve(Dataset<Row> rows, Dataset<Row> links, Field userId) {
    Dataset<Row> resolutions =
        links.select(LINKED_ID.is(SOURCE_USER_ID.col()), LINKED_USER_ID.is(USER_ID.col()));
    return rows.join(resolutions, userId.col().equalTo(LINKED_ID.col()), "left")
        .withColumn(userId.name(), coalesce(LINKED_USER_ID.col(), userId.col()))
        .drop(LINKED_ID.name(), LINKED_USER_ID.name());
  }

  private static Dataset<Row> messages(Dataset<Row> landedChatMessages, RunDate runDate) {
    Column isMember =
        not(LandedChatMessages.IS_BOT.col()).and(not(LandedChatMessages.IS_OPERATOR.col()));
    return LandedRows.accepted(landedChatMessages)
        .where(LandedRows.KIND.col().equalTo(LandedChatMessages.MESSAGE).and(isMember))
        .where(LandedChatMessages.USER_ID.col().isNotNull())
        .where(runDate.isKnown(LandedChatMessages.SENT_AT.col()))
        .groupBy(SOURCE_USER_ID.is(LandedChatMessages.USER_ID.col()))
        .agg(TIMES.is(count(lit(1))));
  }

  private static Dataset<Row> orders(Dataset<Row> landedOrders, RunDate runDate) {
    return LandedRows.accepted(landedOrders)
        .where(LandedRows.KIND.col().notEqual(LandedOrders.REFUND))
        .where(LandedOrders.USER_ID.col().isNotNull())
        .where(runDate.isKnown(LandedOrders.ORDERED_AT.col()))
        .groupBy(USER_ID.is(LandedOrders.USER_ID.col()))
        .agg(TIMES.is(count_distinct(LandedOrders.ORDER_ID.col())));
  }

  private static Dataset<Row> ranked(Dataset<Row> counted, Field id) {
    return counted.select(
        id.col(), RANK.is(row_number().over(Window.orderBy(TIMES.col().desc(), id.col().asc()))));
  }

  private IdentityLinks() {}
}
