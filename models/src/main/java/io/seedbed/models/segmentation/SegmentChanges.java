package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.lit;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per customer and night on which the leaf class changed (变迁), with what changed it. */
public final class SegmentChanges {

  public static final Field USER_ID = Field.text("user_id", "Customer", "客户编号");
  public static final Field DAY = Field.date("day", "Run date of the change", "变迁日");
  public static final Field FROM_LEAF =
      Field.text("from_leaf", "Leaf class before; null for whom there was none", "变迁前标签").orNull();
  public static final Field TO_LEAF =
      Field.text(
              "to_leaf",
              "Leaf class after; null for an id that is no customer any more: erased, or part of another",
              "变迁后标签")
          .orNull();
  public static final Field CAUSE =
      Field.text("cause", "What changed it; gone for an id that is no customer any more", "变迁原因");
  public static final Field NET_SPEND_90D_MINOR =
      Field.money(
              "net_spend_90d_minor",
              "Net value of the customer's orders of the last 90 d; null for who is gone",
              "近90日净消费")
          .orNull();
  public static final Field FIT_VERSION =
      Field.text("fit_version", "Version of the fits behind the label after", "拟合版本").orNull();
  public static final Field RULE_SET =
      Field.text("rule_set", "Rules behind the label after", "规则集").orNull();

  public static final Table TABLE =
      Table.named(
              "segment_changes",
              "One row per customer and night on which the leaf class changed",
              "每行一次用户标签变迁")
          .with(USER_ID, DAY, FROM_LEAF, TO_LEAF, CAUSE, NET_SPEND_90D_MINOR, FIT_VERSION, RULE_SET)
          .keyedBy(USER_ID, DAY)
          .clusteredBy(DAY);

  private static final String GONE = "gone";

  /**
   * The changes of one night.
   *
   * @param userSegments rows of {@link UserSegments} of the run date
   * @param yesterday those published for the day before; empty where there are none to follow
   * @param userFeatures rows of {@link UserFeatures} of the run date
   */
  public static Dataset<Row> from(
      Dataset<Row> userSegments,
      Optional<Dataset<Row>> yesterday,
      Dataset<Row> userFeatures,
      RunDate runDate) {
    Dataset<Row> spends =
        userFeatures.select(UserFeatures.USER_ID.col(), UserFeatures.NET_SPEND_90D_MINOR.col());
    Dataset<Row> changed =
        userSegments
            .filter(UserSegments.LABEL_SINCE.col().equalTo(runDate.asColumn()))
            .join(spends, new String[] {USER_ID.name()}, "left")
            .select(
                USER_ID.col(),
                DAY.is(runDate.asColumn()),
                FROM_LEAF.is(UserSegments.LABEL_BEFORE.col()),
                TO_LEAF.is(UserSegments.leaf()),
                CAUSE.is(UserSegments.LABEL_CAUSE.col()),
                NET_SPEND_90D_MINOR.col(),
                FIT_VERSION.col(),
                RULE_SET.col());
    return yesterday
        .map(before -> changed.unionByName(gone(before, userSegments, runDate)))
        .orElse(changed);
  }

  private static Dataset<Row> gone(
      Dataset<Row> yesterday, Dataset<Row> userSegments, RunDate runDate) {
    return yesterday
        .join(
            userSegments.select(UserSegments.USER_ID.col()),
            new String[] {USER_ID.name()},
            "left_anti")
        .select(
            USER_ID.col(),
            DAY.is(runDate.asColumn()),
            FROM_LEAF.is(UserSegments.leaf()),
            TO_LEAF.isNull(),
            CAUSE.is(lit(GONE)),
            NET_SPEND_90D_MINOR.isNull(),
            FIT_VERSION.isNull(),
            RULE_SET.isNull());
  }

  private SegmentChanges() {}
}
