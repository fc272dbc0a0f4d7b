package io.seedbed.models.seeds;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.referral.Inviters;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per user with a bound invitee as of the day the fits see; the run date is that of the run
 * that made them, and later runs keep them until that day moves.
 */
public final class FitInviters {

  public static final Table TABLE =
      Inviters.TABLE
          .as(
              "fit_inviters",
              "One row per user with a bound invitee, as of the fit date, by the run that made them",
              "每行一名有绑定被邀请人的用户（截至拟合日）")
          .unpartitioned();

  /** Inviters as of the fit date, under the run date. */
  public static Dataset<Row> from(Dataset<Row> invitersAtFitDate, RunDate runDate) {
    return invitersAtFitDate
        .withColumn(Inviters.RUN_DATE.name(), runDate.asColumn())
        .select(TABLE.columns());
  }

  private FitInviters() {}
}
