package io.seedbed.models.segmentation;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per buyer: the features as they stood on the day the fits end with, which {@link FitDate}
 * names. The run date is that of the run that made them; later runs keep them until that day moves.
 */
public final class FitFeatures {

  public static final Table TABLE =
      UserFeatures.TABLE
          .as(
              "fit_features",
              "One row per buyer, as of the last day the fits have seen, by the run that made them",
              "每行一名买家在拟合截止日的特征")
          .unpartitioned();

  /**
   * Buyers among users.
   *
   * @param userFeatures rows of {@link UserFeatures} as of the fit date
   */
  public static Dataset<Row> from(Dataset<Row> userFeatures, RunDate runDate) {
    return userFeatures
        .filter(UserFeatures.PAID_ORDERS.col().gt(0))
        .withColumn(UserFeatures.RUN_DATE.name(), UserFeatures.RUN_DATE.is(runDate.asColumn()))
        .select(TABLE.columns());
  }

  private FitFeatures() {}
}
