package io.seedbed.features.facts;

import static io.seedbed.features.testing.DatasetAssert.assertThat;
import static io.seedbed.features.testing.Spark.row;

import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedRows;
import io.seedbed.features.testing.Fixture;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RefundRequestsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Fixture refunds =
      Fixture.of(
          LandedRefunds.TABLE,
          SHANGHAI,
          LandedRefunds.REFUND_ID,
          LandedRefunds.ORDER_ID,
          LandedRefunds.AMOUNT_MINOR,
          LandedRefunds.IS_FAULT,
          LandedRows.STATUS);

  @Test
  void aRefundOfNothingIsNone() {
    refunds.row("r1", "o1", 1, false, "accepted");
    refunds.row("r2", "o2", 0, true, "accepted");
    refunds.row("r3", "o3", null, false, "rejected");

    assertThat(requests()).hasRows(row("r1", "o1", 1L));
  }

  private Dataset<Row> requests() {
    return RefundRequests.from(
            Fixture.of(LandedOrders.TABLE, SHANGHAI).dataset(),
            refunds.dataset(),
            Fixture.of(IdentityLinks.TABLE, SHANGHAI).dataset())
        .select(Refunds.REFUND_ID.col(), Refunds.ORDER_ID.col(), Refunds.AMOUNT_MINOR.col());
  }
}
