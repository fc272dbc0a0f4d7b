package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Difference;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The business days with orders whose value may differ from an earlier run's though the orders
 * themselves do not: a refund or a complaint that names them was not known then, or is another now;
 * or the shop has cleared them since, or does no more.
 */
public final class RestatedOrders {

  private static final Field ORDER_ID = Orders.ORDER_ID;

  /**
   * What is compared: the rows an earlier run rested on, and the rows there are now.
   *
   * @param before the run date of the earlier run
   */
  public record Claims(
      Dataset<Row> refundsBefore,
      Dataset<Row> refunds,
      Dataset<Row> complaintsBefore,
      Dataset<Row> complaints,
      Dataset<Row> appealsBefore,
      Dataset<Row> appeals,
      LocalDate before) {}

  /**
   * One row per such day: {@link Orders#DAY}. The few orders that are left of the difference are
   * looked up by handing their ids to every task.
   */
  public static Dataset<Row> days(Dataset<Row> orders, Claims claims, RunDate runDate) {
    RunDate before = runDate.on(claims.before());
    Dataset<Row> restated =
        different(
                claims.refundsBefore(),
                claims.refunds(),
                Refunds.REFUND_ID.col(),
                Refunds.ORDER_ID.col(),
                Refunds.REFUNDED_AT.col(),
                Refunds.AMOUNT_MINOR.col(),
                Refunds.IS_FAULT.col())
            .unionByName(
                different(
                    claims.complaintsBefore(), claims.complaints(), Complaints.TABLE.columns()))
            .unionByName(
                cameToBeKnown(
                    claims.refunds(), Refunds.ORDER_ID, Refunds.REFUNDED_AT, before, runDate))
            .unionByName(
                cameToBeKnown(
                    claims.complaints(),
                    Complaints.ORDER_ID,
                    Complaints.COMPLAINED_AT,
                    before,
                    runDate))
            .unionByName(
                different(
                    cleared(claims.appealsBefore(), claims.complaintsBefore(), before),
                    cleared(claims.appeals(), claims.complaints(), runDate),
                    ORDER_ID.col()))
            .where(ORDER_ID.col().isNotNull())
            .distinct();
    return orders
        .select(ORDER_ID.col(), Orders.DAY.col())
        .join(broadcast(restated), new String[] {ORDER_ID.name()}, "left_semi")
        .select(Orders.DAY.col())
        .distinct();
  }

  /** The orders that rows name which are not in both. */
  private static Dataset<Row> different(Dataset<Row> before, Dataset<Row> now, Column... compared) {
    return Difference.between(before, now, compared).select(ORDER_ID.col());
  }

  /** The orders that the shop has cleared, themselves or of a complaint. */
  private static Dataset<Row> cleared(
      Dataset<Row> appeals, Dataset<Row> complaints, RunDate runDate) {
    return Appeals.clearedOrders(appeals, runDate)
        .unionByName(
            Appeals.clearedComplaints(complaints, appeals, runDate)
                .select(ORDER_ID.is(Complaints.ORDER_ID.col())))
        .distinct();
  }

  private static Dataset<Row> cameToBeKnown(
      Dataset<Row> rows, Field orderId, Field at, RunDate before, RunDate runDate) {
    return rows.where(runDate.isKnown(at.col()).and(at.col().geq(lit(before.asOf()))))
        .select(ORDER_ID.is(orderId.col()));
  }

  private RestatedOrders() {}
}
