package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.GammaGamma;
import io.seedbed.models.fit.PurchaseCells;
import io.seedbed.models.fit.PurchaseProcess;
import io.seedbed.models.fit.SpendCells;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Purchase models fitted to this shop's buyers. */
public final class PurchaseFits {

  /** One unit of the logarithm of spend is cut into so many parts: 1.6 % each. */
  private static final int SPEND_STEPS = 64;

  private static final Field REPEATS = Field.count("repeats", "purchases", "Repeats", "复购次数");
  private static final Field LAST = Field.count("last", "days", "Last purchase", "最近购买");
  private static final Field AGE = Field.count("age", "days", "Known for", "已知天数");
  private static final Field SPEND = Field.money("spend", "Spend of all repeats", "复购金额");
  private static final Field STEP = Field.count("step", "", "Step of mean spend", "客单价档");
  private static final Field PURCHASES =
      Field.count("purchases", "purchases", "Repeats of all", "复购总次数");
  private static final Field BUYERS = Field.count("buyers", "users", "Buyers", "人数");

  /** Buyers counted by (x, t_x, T) in days. */
  public static Dataset<Row> purchases(Dataset<Row> userFeatures, LocalDate asOfDay) {
    Histories histories = new Histories(asOfDay);
    return userFeatures
        .filter(Histories.isBuyer())
        .groupBy(
            REPEATS.is(Histories.rounded(Histories.repeats())),
            LAST.is(Histories.rounded(Histories.last())),
            AGE.is(Histories.rounded(histories.age())))
        .agg(BUYERS.is(count(lit(1))));
  }

  /** Fits a purchase model to those cells. */
  public static FittedModel fit(
      PurchaseProcess process, List<Row> cells, LocalDate asOfDay, PurchaseRules rules) {
    PurchaseCells histories =
        new PurchaseCells(
            cells.stream().mapToInt(cell -> Math.toIntExact(number(cell, REPEATS))).toArray(),
            cells.stream().mapToDouble(cell -> (double) number(cell, LAST)).toArray(),
            cells.stream().mapToDouble(cell -> (double) number(cell, AGE)).toArray(),
            cells.stream().mapToLong(cell -> number(cell, BUYERS)).toArray());
    return new FittedModel(
        process.model(),
        process.fit(histories, rules.leastRepeatBuyers(), rules.horizonDays()),
        buyers(cells),
        asOfDay,
        FitVersion.of(process.model(), asOfDay, cells, rules));
  }

  /** Repeat buyers counted by purchases after the first and steps of what one came to. */
  public static Dataset<Row> spends(Dataset<Row> userFeatures) {
    Column mean = Histories.repeatSpend().cast("double").divide(Histories.repeats());
    return userFeatures
        .filter(UserFeatures.PURCHASE_DAYS.col().gt(1))
        .groupBy(
            REPEATS.is(Histories.rounded(Histories.repeats())),
            STEP.is(floor(log(mean).multiply(SPEND_STEPS))))
        .agg(
            BUYERS.is(count(lit(1))),
            SPEND.is(sum(Histories.repeatSpend())),
            PURCHASES.is(sum(Histories.repeats())));
  }

  /** Fits the model of spend to those cells, in minor units. */
  public static FittedModel fitSpend(List<Row> cells, LocalDate asOfDay, PurchaseRules rules) {
    SpendCells spends =
        new SpendCells(
            cells.stream().mapToInt(cell -> Math.toIntExact(number(cell, REPEATS))).toArray(),
            cells.stream()
                .mapToDouble(cell -> (double) number(cell, SPEND) / number(cell, PURCHASES))
                .toArray(),
            cells.stream().mapToLong(cell -> number(cell, BUYERS)).toArray());
    return new FittedModel(
        GammaGamma.MODEL,
        GammaGamma.fit(spends, rules.leastRepeatBuyers(), rules.mostSpendCorrelation()),
        buyers(cells),
        asOfDay,
        FitVersion.of(GammaGamma.MODEL, asOfDay, cells, rules));
  }

  private static long buyers(List<Row> cells) {
    return cells.stream().mapToLong(cell -> number(cell, BUYERS)).sum();
  }

  private static long number(Row cell, Field field) {
    return cell.<Long>getAs(field.name());
  }

  private PurchaseFits() {}
}
