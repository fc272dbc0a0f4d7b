package io.seedbed.jobs.ingest;

import static io.seedbed.features.testing.Spark.row;
import static io.seedbed.features.testing.Spark.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RejectedShareTest {

  @Test
  void fiveInAHundredPassAndSixStopTheRun() {
    List<Row> five = accounts(row("orders", "all", 100L, 95L, 5L, 0L, 0L));
    assertThat(RejectedShare.check(five, 0.05)).isEqualTo(five);
    List<Row> six =
        accounts(
            row("orders", "all", 100L, 94L, 6L, 0L, 0L),
            row("orders", "purchase", 10L, 4L, 6L, 0L, 0L),
            row("shares", "all", 0L, 0L, 0L, 0L, 0L));
    assertThatThrownBy(() -> RejectedShare.check(six, 0.05))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "More than 5.0 % of the rows were rejected of orders: 6 of 100 rows (6.0 %).");
  }

  private static List<Row> accounts(Object[]... rows) {
    return table(SourceAccounting.TABLE, rows).collectAsList();
  }
}
