package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FitVersion;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.ScoreCuts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From where on a buyer of this shop earns a score of 1 to 5 in recency, frequency and money
 * (Hughes 1994): fifths of the buyers by mid-rank, so that equal buyers have equal scores. Cut once
 * a month, so that a buyer's score moves with what the buyer does.
 */
public final class RfmCuts {

  /** Name of the fit. */
  public static final String MODEL = "rfm_cuts";

  static final int SCORES = 5;

  /** Money is told apart to 1.6 %. */
  private static final int MONEY_STEPS = 64;

  private static final Field MEASURE = Field.text("measure", "Measure", "指标");
  private static final Field STEP = Field.count("step", "", "Values taken together", "档");
  private static final Field VALUE = Field.count("value", "", "Value", "值");
  private static final Field USERS = Field.count("users", "users", "Buyers", "人数");
  private static final String CELL = "cell";

  /** There even where nobody has bought: a fit without estimates would not be stored. */
  private static final String NUMBER_OF_SCORES = "scores";

  private final Map<String, Estimate> cuts;
  private final boolean hasBuyers;
  private final String version;

  private RfmCuts(FittedModel fitted) {
    cuts = fitted.estimates();
    hasBuyers = fitted.observations() > 0;
    version = fitted.version();
  }

  /** What is scored; the more the better. */
  enum Measure {
    RECENCY {
      @Override
      Column of(LocalDate day) {
        return new Histories(day).silence().multiply(-1);
      }
    },
    FREQUENCY {
      @Override
      Column of(LocalDate day) {
        return UserFeatures.PURCHASE_DAYS.col();
      }
    },
    MONEY {
      @Override
      Column of(LocalDate day) {
        return UserFeatures.NET_SPEND_MINOR.col();
      }

      @Override
      Column step(LocalDate day) {
        return floor(log(of(day)).multiply(MONEY_STEPS));
      }
    };

    abstract Column of(LocalDate day);

    Column step(LocalDate day) {
      return of(day);
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String cut(int score) {
      return label() + "_" + score;
    }

    private Column cell(LocalDate day) {
      return struct(MEASURE.is(lit(label())), STEP.is(step(day)), VALUE.is(of(day)));
    }
  }

  /** The cuts as they were fitted. */
  public static RfmCuts from(FittedModel fitted) {
    return new RfmCuts(fitted);
  }

  /** Buyers counted by measure and value. */
  public static Dataset<Row> cells(Dataset<Row> userFeatures, LocalDate asOfDay) {
    Column[] measures =
        List.of(Measure.values()).stream()
            .map(measure -> measure.cell(asOfDay))
            .toArray(Column[]::new);
    Column cell = col(CELL);
    return userFeatures
        .filter(Histories.isBuyer())
        .select(explode(array(measures)).as(CELL))
        .groupBy(MEASURE.is(cell.getField(MEASURE.name())), STEP.is(cell.getField(STEP.name())))
        .agg(VALUE.is(min(cell.getField(VALUE.name()))), USERS.is(count(lit(1))));
  }

  /** Cuts the scores on those cells. */
  public static FittedModel fit(List<Row> cells, LocalDate asOfDay) {
    Map<String, Estimate> estimates = new HashMap<>();
    long buyers = 0;
    for (Measure measure : Measure.values()) {
      List<Row> ofMeasure =
          cells.stream()
              .filter(cell -> measure.label().equals(cell.getAs(MEASURE.name())))
              .toList();
      long[] users = numbers(ofMeasure, USERS);
      ScoreCuts.of(numbers(ofMeasure, VALUE), users, SCORES)
          .forEach((score, cut) -> estimates.put(measure.cut(score), Estimate.of((double) cut)));
      buyers = LongStream.of(users).sum();
    }
    estimates.put(NUMBER_OF_SCORES, Estimate.of(SCORES));
    return new FittedModel(
        MODEL,
        estimates,
        buyers,
        asOfDay,
        FitVersion.of(MODEL, asOfDay, cells, new Fifths(SCORES)));
  }

  /** What the version of the cuts hangs on beside the cells. */
  private record Fifths(int scores) {}

  private static long[] numbers(List<Row> cells, Field field) {
    return cells.stream().mapToLong(cell -> cell.<Long>getAs(field.name())).toArray();
  }

  String version() {
    return version;
  }

  /** The score of a measure; null where there was no buyer to cut by. */
  Column score(Measure measure, LocalDate day) {
    Column score = lit(1L);
    for (int next = 2; next <= SCORES; next++) {
      Estimate cut = cuts.get(measure.cut(next));
      if (cut != null) {
        score = score.plus(when(measure.of(day).geq(lit((long) cut.value())), 1L).otherwise(0L));
      }
    }
    return hasBuyers ? score : lit(null);
  }
}
