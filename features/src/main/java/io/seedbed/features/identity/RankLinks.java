package io.seedbed.features.identity;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;

import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Made-up {@link IdentityLinks} that let two worlds that share no ids run through one night. */
public final class RankLinks {

  private static final Field TIMES = Field.count("_times", "events", "How often", "次数");
  private static final Field RANK = Field.count("_rank", "", "Rank, from 1", "名次");

  /**
   * The k-th most talkative sender known on the run date is the k-th most frequent customer,
   * counted in messages and in order ids whether paid or not; ties go by the bytes of the id.
   */
  public static Dataset<Row> from(
      Dataset<Row> landedOrders, Dataset<Row> landedChatMessages, RunDate runDate) {
    Dataset<Row> talkers =
        ranked(messages(landedChatMessages, runDate), IdentityLinks.SOURCE_USER_ID);
    Dataset<Row> customers = ranked(orders(landedOrders, runDate), IdentityLinks.USER_ID);
    Dataset<Row> linked =
        talkers
            .join(customers, new String[] {RANK.name()}, "inner")
            .withColumn(
                IdentityLinks.VALID_FROM.name(),
                IdentityLinks.VALID_FROM.is(lit(IdentityLinks.ALWAYS)))
            .withColumn(
                IdentityLinks.VALID_TO.name(),
                IdentityLinks.VALID_TO.is(lit(IdentityLinks.FOR_EVER)));
    return IdentityLinks.made(linked, IdentityRule.BY_RANK);
  }

  private static Dataset<Row> messages(Dataset<Row> landedChatMessages, RunDate runDate) {
    Column isMember =
        not(LandedChatMessages.IS_BOT.col()).and(not(LandedChatMessages.IS_OPERATOR.col()));
    return LandedRows.accepted(landedChatMessages)
        .where(LandedRows.KIND.col().equalTo(LandedChatMessages.MESSAGE).and(isMember))
        .where(LandedChatMessages.USER_ID.col().isNotNull())
        .where(runDate.isKnown(LandedChatMessages.SENT_AT.col()))
        .groupBy(IdentityLinks.SOURCE_USER_ID.is(LandedChatMessages.USER_ID.col()))
        .agg(TIMES.is(count(lit(1))));
  }

  private static Dataset<Row> orders(Dataset<Row> landedOrders, RunDate runDate) {
    return LandedRows.accepted(landedOrders)
        .where(LandedRows.KIND.col().notEqual(LandedOrders.REFUND))
        .where(LandedOrders.USER_ID.col().isNotNull())
        .where(runDate.isKnown(LandedOrders.ORDERED_AT.col()))
        .groupBy(IdentityLinks.USER_ID.is(LandedOrders.USER_ID.col()))
        .agg(TIMES.is(count_distinct(LandedOrders.ORDER_ID.col())));
  }

  private static Dataset<Row> ranked(Dataset<Row> counted, Field id) {
    return counted.select(
        id.col(), RANK.is(row_number().over(Window.orderBy(TIMES.col().desc(), id.col().asc()))));
  }

  private RankLinks() {}
}
