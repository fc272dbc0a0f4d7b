package io.seedbed.models.purchase;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.models.fit.DrawnInterval;
import io.seedbed.models.fit.FitStatus;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.fit.GammaGamma;
import io.seedbed.models.fit.PurchaseProcess;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per purchase model and parameter of a run date, whether the model could be fitted or not:
 * what {@link FittedParameters} hold of these models, for people to read. The last parameter of
 * each model is what it expects of a new buyer.
 */
public final class PurchaseModels {

  public static final Field RUN_DATE = FittedParameters.RUN_DATE;
  public static final Field MODEL =
      Field.text(
              "model",
              "bg_nbd: lost after a purchase (Fader 2005); pareto_nbd: lost at any time (Schmittlein 1987); gamma_gamma: spend a purchase (Fader 2013)",
              "模型")
          .oneOf(
              PurchaseProcess.BG_NBD.model(), PurchaseProcess.PARETO_NBD.model(), GammaGamma.MODEL);
  public static final Field PARAMETER =
      Field.text("parameter", "Parameter; times are in days, spend in minor units", "参数");
  public static final Field ESTIMATE =
      Field.real("estimate", "", "Likeliest value; null where there is none", "估计值，无则为空").orNull();
  public static final Field STANDARD_ERROR =
      Field.real("standard_error", "", "Standard error of the estimate", "标准误").orNull();
  public static final Field LOW =
      Field.real("low", "", "Lower end of the 95 % interval", "95%区间下限").orNull();
  public static final Field HIGH =
      Field.real("high", "", "Upper end of the 95 % interval", "95%区间上限").orNull();
  public static final Field LOG_LIKELIHOOD =
      Field.real("log_likelihood", "", "Log likelihood of all buyers of the model", "对数似然")
          .orNull();
  public static final Field BUYERS =
      Field.count("buyers", "users", "Buyers that the model was to be fitted to", "买家数");
  public static final Field STATUS =
      Field.text(
              "status",
              "used, or the first reason why not: few_customers bought again, the likelihood has no_peak, infinite_mean of spend, correlated_spend with the number of purchases",
              "状态：使用，或不使用的原因")
          .oneOf(FitStatus.labels().toArray(String[]::new));
  public static final Field AS_OF_DAY = FittedParameters.AS_OF_DAY;
  public static final Field VERSION = FittedParameters.VERSION;

  public static final Table TABLE =
      Table.named(
              "purchase_models",
              "One row per purchase model and parameter of a run date",
              "每行一个运行日的一个购买模型参数")
          .with(
              RUN_DATE,
              MODEL,
              PARAMETER,
              ESTIMATE,
              STANDARD_ERROR,
              LOW,
              HIGH,
              LOG_LIKELIHOOD,
              BUYERS,
              STATUS,
              AS_OF_DAY,
              VERSION)
          .keyedBy(RUN_DATE, MODEL, PARAMETER);

  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          PurchaseProcess.BG_NBD.model(),
          with(PurchaseProcess.BG_NBD.parameters(), PurchaseProcess.EXPECTED),
          PurchaseProcess.PARETO_NBD.model(),
          with(PurchaseProcess.PARETO_NBD.parameters(), PurchaseProcess.EXPECTED),
          GammaGamma.MODEL,
          with(GammaGamma.PARAMETERS, GammaGamma.EXPECTED));

  private static final double NORMAL_975 = 1.959963984540054;
  private static final String VALUES = "values";
  private static final String ERRORS = "errors";

  private static List<String> with(List<String> parameters, String expected) {
    return Stream.concat(parameters.stream(), Stream.of(expected)).toList();
  }

  /** The rows of every run date of {@link FittedParameters}; these are few. */
  public static Dataset<Row> from(Dataset<Row> fittedParameters) {
    return fittedParameters
        .filter(MODEL.col().isin(MODEL.accepted().toArray()))
        .groupBy(RUN_DATE.col(), MODEL.col())
        .agg(
            byParameter(FittedParameters.VALUE).as(VALUES),
            byParameter(FittedParameters.STANDARD_ERROR).as(ERRORS),
            BUYERS.is(max(FittedParameters.OBSERVATIONS.col())),
            AS_OF_DAY.is(max(AS_OF_DAY.col())),
            VERSION.is(max(VERSION.col())))
        .withColumn(PARAMETER.name(), explode(parameters()))
        .withColumn(ESTIMATE.name(), value(PARAMETER.col()))
        .withColumn(STANDARD_ERROR.name(), try_element_at(col(ERRORS), PARAMETER.col()))
        .select(
            RUN_DATE.col(),
            MODEL.col(),
            PARAMETER.col(),
            ESTIMATE.col(),
            STANDARD_ERROR.col(),
            LOW.is(end(DrawnInterval.LOW, -NORMAL_975)),
            HIGH.is(end(DrawnInterval.HIGH, NORMAL_975)),
            LOG_LIKELIHOOD.is(value(lit(PurchaseProcess.LOG_LIKELIHOOD))),
            BUYERS.col(),
            STATUS.is(status()),
            AS_OF_DAY.col(),
            VERSION.col());
  }

  private static Column byParameter(Field measure) {
    return map_from_entries(collect_list(struct(FittedParameters.PARAMETER.col(), measure.col())));
  }

  private static Column parameters() {
    Column parameters = lit(null);
    for (String model : MODEL.accepted()) {
      Column names =
          array(PARAMETERS.get(model).stream().map(name -> lit(name)).toArray(Column[]::new));
      parameters = when(MODEL.col().equalTo(model), names).otherwise(parameters);
    }
    return parameters;
  }

  private static Column value(Column parameter) {
    return try_element_at(col(VALUES), parameter);
  }

  /** What draws gave, else that of a log-normal estimate. */
  private static Column end(String suffix, double normal) {
    Column relativeError = STANDARD_ERROR.col().divide(ESTIMATE.col());
    return coalesce(
        value(concat(PARAMETER.col(), lit(suffix))),
        ESTIMATE.col().multiply(exp(relativeError.multiply(normal))));
  }

  private static Column status() {
    Column[] labels = FitStatus.labels().stream().map(label -> lit(label)).toArray(Column[]::new);
    return get(array(labels), value(lit(FitStatus.PARAMETER)).cast(DataTypes.IntegerType));
  }

  private PurchaseModels() {}
}
