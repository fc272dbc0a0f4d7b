package io.seedbed.models.purchase;

import static io.seedbed.models.purchase.PurchaseFixtures.RULES;
import static io.seedbed.models.purchase.PurchaseFixtures.RUN_DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.testing.Spark;
import io.seedbed.models.fit.FittedModel;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseGapsTest {

  private static final LocalDate DAY = RUN_DATE.day();

  private final Fixture values =
      Fixture.of(
          OrderValues.TABLE,
          RUN_DATE.zone(),
          OrderValues.ORDER_ID,
          OrderValues.USER_ID,
          OrderValues.DAY,
          OrderValues.NET_MINOR);

  private PurchaseGapsTest orders(String user, int... daysAgo) {
    for (int ago : daysAgo) {
      order(user, ago, 100);
    }
    return this;
  }

  private void order(String user, int daysAgo, long net) {
    values.row("order " + user + daysAgo + net, user, DAY.minusDays(daysAgo), net);
  }

  private List<Row> curves() {
    return PurchaseGaps.curves(
        PurchaseGaps.cells(values.dataset(), DAY, RULES.lifecycle()).collectAsList(), DAY);
  }

  @Test
  void firstGapsAndLaterOnesHaveCurvesOfTheirOwn() {
    orders("a", 100, 90, 60).orders("b", 100, 80).orders("c", 50);
    order("a", 90, 200);
    order("refunded", 5, 0);
    order(null, 5, 100);

    List<Row> curves = curves();

    // First: a after 10, b after 20, c open for 50. Later: a after 30, then open for 60; b open 80.
    assertThat(curves)
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(tuple("first", 10, 3), tuple("first", 20, 2), tuple("later", 30, 3));
    assertThat(curves.get(0).getDouble(5)).isEqualTo(2 / 3.0, within(1e-12));
    assertThat(curves.get(1).getDouble(5)).isEqualTo(1 / 3.0, within(1e-12));
    DatasetAssert.assertThat(table(curves)).conformsTo(PurchaseGaps.TABLE);
  }

  @Test
  void whenNoGapIsLeftOpenTheCurveEndsAtZeroWithoutAnInterval() {
    List<Row> curves = PurchaseGaps.curves(List.of(cell("first", 7L, 2L, 2L, 0L)), DAY);

    assertThat(curves).hasSize(1);
    assertThat(curves.get(0).getDouble(5)).isZero();
    assertThat(curves.get(0).get(7)).isNull();
  }

  @Test
  void aShopWithoutOrdersHasNoCurve() {
    assertThat(curves()).isEmpty();
    assertThat(limit(List.of()).days()).isEqualTo(180);
  }

  @Test
  void onlyGapsThatEndedLatelyMakeTheLimit() {
    orders("old", 800, 366, 365).orders("new", 101, 60, 0);

    assertThat(curves())
        .extracting(row -> row.get(1), row -> row.get(4))
        .contains(pair(434, 0), pair(1, 0), pair(41, 1), pair(60, 1));
    assertThat(limit(curves()).days()).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource({"1, 10, 30", "51, 60, 59", "51, 61, 60", "300, 310, 180"})
  void theLimitIsTheNearestRankWithinItsBounds(int from, int to, long expected) {
    List<Row> cells =
        IntStream.rangeClosed(from, to)
            .mapToObj(days -> cell("first", (long) days, 1L, 1L, 0L))
            .toList();

    assertThat(limit(PurchaseGaps.curves(cells, DAY)).days()).isEqualTo(expected);
  }

  private static Dataset<Row> table(List<Row> curves) {
    return Spark.session().createDataFrame(curves, PurchaseGaps.TABLE.schema());
  }

  private static GapLimit limit(List<Row> curves) {
    FittedModel fitted =
        GapLimit.fit(GapLimit.cells(table(curves)).collectAsList(), DAY, RULES.lifecycle());
    return GapLimit.from(fitted);
  }

  /** A cell as it is counted, and nothing of how. */
  private static Row cell(String place, long days, long ended, long lately, long cut) {
    return Spark.session()
        .createDataFrame(
            List.of(RowFactory.create(place, days, ended, lately, cut)),
            Table.named("cells", "One row per cell", "每行一格")
                .with(
                    PurchaseGaps.PLACE,
                    PurchaseGaps.DAYS,
                    PurchaseGaps.ENDED,
                    PurchaseGaps.ENDED_LATELY,
                    Field.count("cut", "gaps", "Open", "未结束"))
                .schema())
        .first();
  }

  private static Tuple tuple(String place, long days, long atRisk) {
    return Tuple.tuple(place, days, atRisk);
  }

  private static Tuple pair(long days, long lately) {
    return Tuple.tuple(days, lately);
  }
}
