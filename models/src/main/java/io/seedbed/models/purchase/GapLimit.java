package io.seedbed.models.purchase;

import io.seedbed.features.table.Field;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * After how many days without a purchase a buyer of this shop is no longer active.
 *
 * @param days the limit g
 */
public record GapLimit(long days, String version) {

  /** Name of the fit. */
  public static final String MODEL = "gap_limit";

  private static final String DAYS = "days";
  private static final List<Field> CELL = List.of(PurchaseGaps.DAYS, PurchaseGaps.ENDED_LATELY);

  /** The limit as it was fitted. */
  public static GapLimit from(FittedModel fitted) {
    return new GapLimit((long) fitted.value(DAYS), fitted.version());
  }

  /** How many gaps ended lately after how many days. */
  public static Dataset<Row> cells(Dataset<Row> purchaseGaps) {
    return purchaseGaps
        .filter(PurchaseGaps.ENDED_LATELY.col().gt(0))
        .select(CELL.stream().map(Field::col).toArray(Column[]::new));
  }

  /**
   * The nearest-rank quantile: the least number of days that covers the share. Where no gap has
   * ended, the most that the rules allow, so that nobody is given up without evidence.
   */
  public static FittedModel fit(List<Row> cells, LocalDate asOfDay, LifecycleRules rules) {
    TreeMap<Long, Long> gaps = new TreeMap<>();
    for (Row cell : cells) {
      gaps.merge(
          PurchaseGaps.number(cell, PurchaseGaps.DAYS),
          PurchaseGaps.number(cell, PurchaseGaps.ENDED_LATELY),
          Long::sum);
    }
    long total = gaps.values().stream().mapToLong(Long::longValue).sum();
    long limit =
        Math.max(
            rules.leastGapDays(),
            Math.min(rules.mostGapDays(), covering(gaps, rules.gapQuantile() * total, rules)));
    return new FittedModel(
        MODEL,
        Map.of(DAYS, Estimate.of((double) limit)),
        total,
        asOfDay,
        FitVersion.of(MODEL, asOfDay, cells, rules));
  }

  private static long covering(TreeMap<Long, Long> gaps, double share, LifecycleRules rules) {
    long seen = 0;
    for (Map.Entry<Long, Long> gap : gaps.entrySet()) {
      seen += gap.getValue();
      // Nine tenths of ten gaps are nine, whatever 0.9 · 10 comes to in binary.
      if (seen >= share - 1e-9) {
        return gap.getKey();
      }
    }
    return rules.mostGapDays();
  }
}
