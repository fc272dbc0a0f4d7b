package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per day, week or month and pair of leaf classes: how many changes led from the one to the
 * other, and what those customers had spent. Days add up to weeks and months: who changes twice in
 * a month is counted with both changes.
 */
public final class SegmentFlows {

  public static final Field GRAIN =
      Field.text("grain", "Length of the period", "周期").oneOf("day", "week", "month");
  public static final Field PERIOD =
      Field.date("period", "First day of the period; weeks begin on Monday", "周期首日");
  public static final Field FROM_LEAF =
      Field.text("from_leaf", "Leaf class before; (none) for whom there was none", "变迁前标签");
  public static final Field TO_LEAF =
      Field.text("to_leaf", "Leaf class after; (none) for who is no customer any more", "变迁后标签");
  public static final Field CHANGES = Field.count("changes", "changes", "Changes", "变迁次数");
  public static final Field NET_SPEND_90D_MINOR =
      Field.money(
          "net_spend_90d_minor",
          "Net value of these customers' orders of the 90 d up to each change",
          "变迁用户近90日净消费");

  public static final Table TABLE =
      Table.named(
              "segment_flows",
              "One row per day, week or month and pair of leaf classes",
              "每行一个周期内一对标签之间的流量")
          .with(GRAIN, PERIOD, FROM_LEAF, TO_LEAF, CHANGES, NET_SPEND_90D_MINOR)
          .keyedBy(GRAIN, PERIOD, FROM_LEAF, TO_LEAF);

  private static final String NONE = "(none)";
  private static final Field PLACE = Field.text("place", "Grain and period", "周期");

  /** The changes counted. */
  public static Dataset<Row> from(Dataset<Row> segmentChanges) {
    Column[] places =
        Stream.of("day", "week", "month").map(SegmentFlows::place).toArray(Column[]::new);
    return segmentChanges
        .select(
            explode(array(places)).as(PLACE.name()),
            FROM_LEAF.is(coalesce(SegmentChanges.FROM_LEAF.col(), lit(NONE))),
            TO_LEAF.is(coalesce(SegmentChanges.TO_LEAF.col(), lit(NONE))),
            coalesce(SegmentChanges.NET_SPEND_90D_MINOR.col(), lit(0L))
                .as(NET_SPEND_90D_MINOR.name()))
        .groupBy(
            PLACE.col().getField(GRAIN.name()).as(GRAIN.name()),
            PLACE.col().getField(PERIOD.name()).as(PERIOD.name()),
            FROM_LEAF.col(),
            TO_LEAF.col())
        .agg(CHANGES.is(count(lit(1))), NET_SPEND_90D_MINOR.is(sum(NET_SPEND_90D_MINOR.col())));
  }

  private static Column place(String grain) {
    return struct(
        GRAIN.is(lit(grain)), PERIOD.is(to_date(date_trunc(grain, SegmentChanges.DAY.col()))));
  }

  private SegmentFlows() {}
}
