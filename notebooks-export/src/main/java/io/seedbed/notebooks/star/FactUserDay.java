package io.seedbed.notebooks.star;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per user and active business day before as-of. */
public final class FactUserDay {

  public static final Table TABLE =
      UserDay.TABLE.as("fact_user_day", UserDay.TABLE.english(), UserDay.TABLE.chinese());

  /** The rows of {@link UserDay}, which end with the run date already. */
  public static Dataset<Row> from(Dataset<Row> userDays) {
    return userDays.select(TABLE.columns());
  }

  private FactUserDay() {}
}
