package io.seedbed.notebooks.star;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.segmentation.UserSegments;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user that any fact names, as of the run date. A user whom only a refund or a voided
 * line names was never acquired: such a row has nulls, so that joins to facts lose nothing.
 */
public final class DimUser {

  public static final Field USER_ID = UserAcquisition.USER_ID;
  public static final Field ACQUIRED_DAY = UserAcquisition.ACQUIRED_DAY.orNull();
  public static final Field ROUTE = UserAcquisition.ROUTE.orNull();
  public static final Field IS_LEFT_TRUNCATED = UserAcquisition.IS_LEFT_TRUNCATED.orNull();
  public static final Field SEGMENT = UserSegments.SEGMENT.orNull();
  public static final Field IS_PROBLEM = UserSegments.IS_PROBLEM.orNull();
  public static final Field IS_NOT_YET_DUE = UserSegments.IS_NOT_YET_DUE.orNull();
  public static final Field PURCHASE_DAYS = UserFeatures.PURCHASE_DAYS.orNull();
  public static final Field NET_SPEND_MINOR = UserFeatures.NET_SPEND_MINOR.orNull();

  public static final Table TABLE =
      Table.named("dim_user", "One row per user that any fact names", "每行一名出现在任一事实表中的用户")
          .with(
              USER_ID,
              ACQUIRED_DAY,
              ROUTE,
              UserAcquisition.CHANNEL,
              UserAcquisition.CAMPAIGN,
              UserAcquisition.GROUP_ID,
              UserAcquisition.INVITER_ID,
              IS_LEFT_TRUNCATED,
              SEGMENT,
              UserSegments.REPEAT_TYPE,
              UserSegments.PROBABILITY,
              IS_PROBLEM,
              IS_NOT_YET_DUE,
              UserFeatures.FIRST_PURCHASE_DAY,
              UserFeatures.LAST_PURCHASE_DAY,
              PURCHASE_DAYS,
              NET_SPEND_MINOR,
              UserFeatures.LAST_ACTIVE_DAY)
          .keyedBy(USER_ID);

  /**
   * All users with how they came and what they are.
   *
   * @param named user ids the facts name, null for anonymous, any number of times
   * @param segments the run date's classes
   * @param features the run date's features
   */
  public static Dataset<Row> from(
      Dataset<Row> named, Dataset<Row> acquisition, Dataset<Row> segments, Dataset<Row> features) {
    String[] user = {USER_ID.name()};
    Dataset<Row> users =
        acquisition
            .select(USER_ID.col())
            .unionByName(named.where(USER_ID.col().isNotNull()).select(USER_ID.col()))
            .distinct();
    Dataset<Row> classes =
        segments.select(
            USER_ID.col(),
            SEGMENT.col(),
            UserSegments.REPEAT_TYPE.col(),
            UserSegments.PROBABILITY.col(),
            IS_PROBLEM.col(),
            IS_NOT_YET_DUE.col());
    Dataset<Row> purchases =
        features.select(
            USER_ID.col(),
            UserFeatures.FIRST_PURCHASE_DAY.col(),
            UserFeatures.LAST_PURCHASE_DAY.col(),
            PURCHASE_DAYS.col(),
            NET_SPEND_MINOR.col(),
            UserFeatures.LAST_ACTIVE_DAY.col());
    return users
        .join(acquisition, user, "left")
        .join(classes, user, "left")
        .join(purchases, user, "left")
        .select(TABLE.columns());
  }

  private DimUser() {}
}
