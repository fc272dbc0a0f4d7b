package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.min;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.table.Field;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The last business day that fits of a run see: the day before the run date's month, so that labels
 * do not drift nightly; or the run date itself while the shop's first paid order is young at the
 * start of that month.
 */
public final class FitDate {

  /** Name of the fit. */
  public static final String MODEL = "fit_date";

  private static final String EPOCH_DAY = "epoch_day";
  private static final Field FIRST_DAY =
      Field.date("first_day", "Day of the first paid order", "首个付款日").orNull();

  /** The day as it was found. */
  public static LocalDate from(FittedModel fitted) {
    return LocalDate.ofEpochDay((long) fitted.value(EPOCH_DAY));
  }

  /** One row: the day of the first paid order, or null. */
  public static Dataset<Row> cells(Dataset<Row> orderValues) {
    return orderValues.agg(FIRST_DAY.is(min(OrderValues.DAY.col())));
  }

  /** Finds the day. */
  public static FittedModel fit(List<Row> cells, RunDate runDate, SegmentationRules rules) {
    LocalDate day = day(firstDay(cells), runDate.day(), rules.youngDataDays());
    return new FittedModel(
        MODEL,
        Map.of(EPOCH_DAY, Estimate.of((double) day.toEpochDay())),
        cells.size(),
        day,
        FitVersion.of(MODEL, day, cells, rules));
  }

  private static LocalDate day(LocalDate firstDay, LocalDate runDay, int youngDays) {
    LocalDate monthStart = runDay.withDayOfMonth(1);
    boolean isYoung = firstDay == null || firstDay.plusDays(youngDays).isAfter(monthStart);
    return isYoung ? runDay : monthStart.minusDays(1);
  }

  private static LocalDate firstDay(List<Row> cells) {
    if (cells.isEmpty() || cells.get(0).isNullAt(0)) {
      return null;
    }
    return cells.get(0).getDate(0).toLocalDate();
  }

  private FitDate() {}
}
