package io.seedbed.models.fit;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.FittedModel.Estimate;
import java.sql.Date;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One row per fitted model and parameter of a run date; every row that rests on a fit names its
 * version.
 */
public final class FittedParameters {

  public static final Field RUN_DATE = Field.date("run_date", "Run date", "运行日");
  public static final Field MODEL = Field.text("model", "Model", "模型");
  public static final Field PARAMETER = Field.text("parameter", "Parameter", "参数");
  public static final Field VALUE = Field.real("value", "", "Estimate", "估计值");
  public static final Field STANDARD_ERROR =
      Field.real("standard_error", "", "Standard error; null where the fit has none", "标准误，无则为空")
          .orNull();
  public static final Field OBSERVATIONS =
      Field.count("observations", "rows", "Rows behind the fit", "样本数");
  public static final Field AS_OF_DAY =
      Field.date("as_of_day", "Last business day the fit has seen", "拟合截止日");
  public static final Field VERSION =
      Field.text("version", "Hash of model, as-of day, data and rules", "拟合版本");

  public static final Table TABLE =
      Table.named(
              "fitted_parameters",
              "One row per fitted model and parameter of a run date",
              "每行一个运行日的一个拟合参数")
          .with(RUN_DATE, MODEL, PARAMETER, VALUE, STANDARD_ERROR, OBSERVATIONS, AS_OF_DAY, VERSION)
          .keyedBy(RUN_DATE, MODEL, PARAMETER)
          .partitionedBy(RUN_DATE);

  /** The rows of a run's fits, in the declared order of columns. */
  public static List<Row> rows(Collection<FittedModel> fits, RunDate runDate) {
    return fits.stream()
        .sorted(Comparator.comparing(FittedModel::model))
        .flatMap(fit -> fit.estimates().entrySet().stream().map(entry -> row(fit, entry, runDate)))
        .toList();
  }

  /** The fits behind rows of this table, as {@link #rows} wrote them. */
  public static List<FittedModel> models(Collection<Row> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(row -> row.<String>getAs(MODEL.name())))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(fit -> model(fit.getKey(), fit.getValue()))
        .toList();
  }

  private static FittedModel model(String name, List<Row> rows) {
    Map<String, Estimate> estimates = new TreeMap<>();
    for (Row row : rows) {
      Double error = row.getAs(STANDARD_ERROR.name());
      estimates.put(
          row.getAs(PARAMETER.name()),
          new Estimate(row.getAs(VALUE.name()), error == null ? Double.NaN : error));
    }
    Row first = rows.get(0);
    return new FittedModel(
        name,
        estimates,
        first.getAs(OBSERVATIONS.name()),
        first.<Date>getAs(AS_OF_DAY.name()).toLocalDate(),
        first.getAs(VERSION.name()));
  }

  private static Row row(FittedModel fit, Map.Entry<String, Estimate> entry, RunDate runDate) {
    double error = entry.getValue().standardError();
    return RowFactory.create(
        Date.valueOf(runDate.day()),
        fit.model(),
        entry.getKey(),
        entry.getValue().value(),
        Double.isNaN(error) ? null : error,
        fit.observations(),
        Date.valueOf(fit.asOfDay()),
        fit.version());
  }

  private FittedParameters() {}
}
