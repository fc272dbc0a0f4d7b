package io.seedbed.features.facts;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per commission booking; a clawback is negative. */
public final class Commissions {

  public static final Field COMMISSION_ID = Field.text("commission_id", "Booking", "佣金编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field BOOKED_AT = Field.instant("booked_at", "When (UTC)", "记账时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of booked_at", "业务日");
  public static final Field AMOUNT_MINOR =
      Field.money("amount_minor", "Commission; negative for a clawback", "佣金，追回为负");
  public static final Field ORDER_ID =
      Field.text("order_id", "Order it was earned on", "相关订单").orNull();

  public static final Table TABLE =
      Table.named("commissions", "One row per commission booking", "每行一笔佣金")
          .with(COMMISSION_ID, USER_ID, BOOKED_AT, DAY, AMOUNT_MINOR, ORDER_ID)
          .keyedBy(COMMISSION_ID);

  /** Keeps accepted bookings. */
  public static Dataset<Row> from(Dataset<Row> landedCommissions, Dataset<Row> identityLinks) {
    return IdentityLinks.resolved(landedCommissions, identityLinks, LandedCommissions.CONTRACT)
        .select(
            COMMISSION_ID.is(LandedCommissions.COMMISSION_ID.col()),
            USER_ID.is(LandedCommissions.USER_ID.col()),
            BOOKED_AT.is(LandedCommissions.BOOKED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            AMOUNT_MINOR.is(LandedCommissions.AMOUNT_MINOR.col()),
            ORDER_ID.is(LandedCommissions.ORDER_ID.col()));
  }

  private Commissions() {}
}
