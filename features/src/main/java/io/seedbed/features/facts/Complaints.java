package io.seedbed.features.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per complaint, chargeback or fraud case. */
public final class Complaints {

  /** The kind in which a bank took the money back. */
  public static final String CHARGEBACK = "chargeback";

  /** The kind in which the user is suspected of fraud; confirmed when upheld. */
  public static final String FRAUD = "fraud";

  public static final Field COMPLAINT_ID = Field.text("complaint_id", "Complaint", "投诉编号");
  public static final Field USER_ID = Field.text("user_id", "Resolved customer", "客户编号");
  public static final Field ORDER_ID =
      Field.text("order_id", "Order complained of", "相关订单").orNull();
  public static final Field COMPLAINED_AT =
      Field.instant("complained_at", "When (UTC)", "投诉时间（UTC）");
  public static final Field DAY = Field.date("day", "Business day of complained_at", "业务日");
  public static final Field KIND =
      Field.text("kind", "What it is", "类型").oneOf("complaint", CHARGEBACK, FRAUD);
  public static final Field IS_UPHELD =
      Field.flag("is_upheld", "Whether it was upheld against the user", "是否成立");

  public static final Table TABLE =
      Table.named("complaints", "One row per complaint, chargeback or fraud case", "每行一次投诉、拒付或欺诈")
          .with(COMPLAINT_ID, USER_ID, ORDER_ID, COMPLAINED_AT, DAY, KIND, IS_UPHELD)
          .keyedBy(COMPLAINT_ID);

  /** Keeps accepted complaints; one without a verdict is not upheld, one without a kind plain. */
  public static Dataset<Row> from(Dataset<Row> landedComplaints, Dataset<Row> identityLinks) {
    return IdentityLinks.resolved(landedComplaints, identityLinks, LandedComplaints.CONTRACT)
        .select(
            COMPLAINT_ID.is(LandedComplaints.COMPLAINT_ID.col()),
            USER_ID.is(LandedComplaints.USER_ID.col()),
            ORDER_ID.is(LandedComplaints.ORDER_ID.col()),
            COMPLAINED_AT.is(LandedComplaints.COMPLAINED_AT.col()),
            DAY.is(LandedRows.DAY.col()),
            KIND.is(LandedRows.KIND.col()),
            IS_UPHELD.is(coalesce(LandedComplaints.IS_UPHELD.col(), lit(false))));
  }

  private Complaints() {}
}
