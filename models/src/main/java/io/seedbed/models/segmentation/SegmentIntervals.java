package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lead;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One row per customer and stretch of nights with one leaf class: what the customer was on any day,
 * as it is published by now.
 */
public final class SegmentIntervals {

  public static final Field USER_ID = SegmentChanges.USER_ID;
  public static final Field FROM_DAY = Field.date("from_day", "First night", "起始日");
  public static final Field TO_DAY =
      Field.date("to_day", "Last night; null where it lasts", "结束日，未结束为空").orNull();
  public static final Field LEAF = Field.text("leaf", "Leaf class", "叶子类");
  public static final Field LEAF_BEFORE =
      Field.text("leaf_before", "Leaf class before; null for none", "此前标签").orNull();
  public static final Field CAUSE = SegmentChanges.CAUSE;

  public static final Table TABLE =
      Table.named(
              "segment_intervals",
              "One row per customer and stretch of nights with one leaf class",
              "每行一名用户的一段标签区间")
          .with(USER_ID, FROM_DAY, TO_DAY, LEAF, LEAF_BEFORE, CAUSE)
          .keyedBy(USER_ID, FROM_DAY);

  /** The stretches between changes. */
  public static Dataset<Row> from(Dataset<Row> segmentChanges) {
    Column next =
        lead(SegmentChanges.DAY.col(), 1)
            .over(
                Window.partitionBy(SegmentChanges.USER_ID.col()).orderBy(SegmentChanges.DAY.col()));
    return segmentChanges
        .select(
            USER_ID.col(),
            FROM_DAY.is(SegmentChanges.DAY.col()),
            TO_DAY.is(date_sub(next, 1)),
            LEAF.is(SegmentChanges.TO_LEAF.col()),
            LEAF_BEFORE.is(SegmentChanges.FROM_LEAF.col()),
            CAUSE.col())
        .filter(LEAF.col().isNotNull());
  }

  private SegmentIntervals() {}
}
