package io.seedbed.models.testing;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.table.Base;
import io.seedbed.features.table.Field;
import io.seedbed.features.testing.RandomFacts;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.FeatureRules;
import io.seedbed.features.user.FirstMessages;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.models.referral.ClosingEdges;
import io.seedbed.models.referral.InviteCandidates;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.ReferralRules;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Random facts of a shop in which a day is settled: no later refund reaches back to an order of
 * that day or an earlier one, so that what a table held then can be carried forward. The tables of
 * any run date are what a night of that date would have made of the facts.
 */
public record SettledShop(RandomFacts facts) {

  private static final FeatureRules FEATURES = new FeatureRules(30, 180, 200, 180, 180, 45);

  /** The rules of referral that the tables are made by. */
  public static final ReferralRules REFERRAL = new ReferralRules(List.of("*"), 30, 30, 60, 180);

  /** The shop of a seed with its settled day. */
  public static SettledShop of(long seed, LocalDate settled) {
    RandomFacts facts = RandomFacts.of(seed);
    RunDate then = facts.runDate().on(settled);
    Dataset<Row> settledOrders =
        Orders.from(facts.orderLines(), Days.ALL)
            .where(then.isKnown(Orders.PAID_AT.col()))
            .select(Orders.ORDER_ID.col());
    Dataset<Row> reachingBack =
        facts
            .refunds()
            .where(not(then.isKnown(Refunds.REFUNDED_AT.col())))
            .join(settledOrders, new String[] {Refunds.ORDER_ID.name()}, "left_semi")
            .select(Refunds.REFUND_ID.col());
    return new SettledShop(
        new RandomFacts(
            facts.runDate(),
            withCategories(facts.orderLines()),
            facts
                .refunds()
                .join(reachingBack, new String[] {Refunds.REFUND_ID.name()}, "left_anti")
                .select(Refunds.TABLE.columns())
                .localCheckpoint(),
            facts.complaints(),
            facts.chatMessages(),
            facts.memberships(),
            facts.invites(),
            facts.shares(),
            facts.commissions(),
            facts.violations(),
            facts.appeals()));
  }

  /** The run date of the facts. */
  public RunDate runDate() {
    return facts.runDate();
  }

  /** {@link OrderValues} of a run date. */
  public Dataset<Row> orderValues(RunDate on) {
    return OrderValues.from(
        Orders.from(facts.orderLines(), Days.ALL),
        facts.refunds(),
        facts.complaints(),
        facts.appeals(),
        on,
        Days.ALL);
  }

  /** {@link UserDay} of a run date. */
  public Dataset<Row> userDays(RunDate on) {
    return UserDay.from(orderValues(on), facts.chatMessages(), facts.shares(), on, Days.ALL);
  }

  /** {@link UserAcquisition} of a run date. */
  public Dataset<Row> acquisitions(RunDate on) {
    return UserAcquisition.from(
        facts.memberships(),
        facts.invites(),
        FirstMessages.from(facts.chatMessages(), on, Optional.empty()),
        Orders.from(facts.orderLines(), Days.ALL),
        on,
        FEATURES,
        Optional.empty());
  }

  /** {@link InviteEdges} of a run date from all history. */
  public Dataset<Row> inviteEdges(RunDate on) {
    return inviteEdges(on, Optional.empty());
  }

  /** {@link InviteEdges} of a run date. */
  public Dataset<Row> inviteEdges(RunDate on, Optional<Base> base) {
    Dataset<Row> candidates =
        InviteCandidates.from(facts.invites(), facts.memberships(), orderValues(on), on, REFERRAL);
    return InviteEdges.from(candidates, closing(candidates), userDays(on), on, REFERRAL, base);
  }

  private static Dataset<Row> closing(Dataset<Row> candidates) {
    List<Row> contested = InviteCandidates.contested(candidates).collectAsList();
    return Spark.session()
        .createDataFrame(ClosingEdges.judge(contested), ClosingEdges.TABLE.schema());
  }

  /** Random facts know no categories: the line's id decides, for a third of the lines on none. */
  private static Dataset<Row> withCategories(Dataset<Row> orderLines) {
    Field category = OrderLines.CATEGORY;
    return orderLines
        .withColumn(
            category.name(),
            category.is(
                get(array(lit("tea"), lit("Tea")), pmod(hash(OrderLines.LINE_ID.col()), lit(3)))))
        .select(OrderLines.TABLE.columns());
  }
}
