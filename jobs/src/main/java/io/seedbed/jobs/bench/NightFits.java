package io.seedbed.jobs.bench;

import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.GammaGamma;
import io.seedbed.models.fit.GammaPrior;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.fit.PurchaseProcess;
import io.seedbed.models.seeds.InviteeRate;
import io.seedbed.models.segmentation.ProblemPrior;
import io.seedbed.models.segmentation.PurchaseGap;
import io.seedbed.models.segmentation.ShareRate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBScalarFunctionBuilder;

/**
 * The fitted parameters of a published night, handed to DuckDB ready made, and the tails of the
 * distributions they stand for, which SQL cannot compute: the same Java functions that the night
 * calls, so that probabilities agree to the last bit. Both favour DuckDB, which fits nothing.
 */
record NightFits(Map<String, FittedModel> models) {

  private static final String PARAMETERS =
      """
      SELECT model, parameter, value, version FROM read_parquet(%s)
      WHERE run_date = DATE '%s'
      """;

  /** The fits in published rows of {@code fitted_parameters}. */
  static NightFits read(Connection connection, List<Path> files, LocalDate runDate)
      throws SQLException {
    Map<String, Map<String, Estimate>> estimates = new TreeMap<>();
    Map<String, String> versions = new TreeMap<>();
    String paths = Literals.list(files.stream().map(Path::toString).toList());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PARAMETERS.formatted(paths, runDate))) {
      while (row.next()) {
        estimates
            .computeIfAbsent(row.getString(1), model -> new TreeMap<>())
            .put(row.getString(2), Estimate.of(row.getDouble(3)));
        versions.put(row.getString(1), row.getString(4));
      }
    }
    Map<String, FittedModel> models = new TreeMap<>();
    estimates.forEach(
        (model, values) ->
            models.put(model, new FittedModel(model, values, 0, runDate, versions.get(model))));
    return new NightFits(models);
  }

  /** Gives the connection the tails and bounds that the script calls. */
  void register(Connection connection, double credibleLevel) throws SQLException {
    ProblemPrior problem = ProblemPrior.from(model(ProblemPrior.MODEL));
    ShareRate shares = ShareRate.from(model(ShareRate.MODEL));
    BetaMixture germination = BetaMixture.from(model(InviteeRate.GERMINATION.model()));
    BetaMixture purity = BetaMixture.from(model(InviteeRate.PURITY.model()));
    BetaMixture badOrders = problem.prior();
    GammaPrior weekly = shares.prior();
    define(connection, "beta_above", (n, y) -> badOrders.after(n, y).above(problem.threshold()));
    define(connection, "gamma_above", (e, s) -> weekly.after(e, s).above(shares.threshold()));
    define(
        connection, "germination_bound", (n, y) -> germination.after(n, y).quantile(credibleLevel));
    define(connection, "purity_bound", (n, y) -> purity.after(n, y).quantile(credibleLevel));
    definePAlive(connection, forecast());
  }

  /** What is to be expected of buyers; DuckDB asks for no horizon. */
  private PurchaseForecast forecast() {
    return PurchaseForecast.of(
        model(PurchaseProcess.BG_NBD.model()),
        model(PurchaseProcess.PARETO_NBD.model()),
        model(GammaGamma.MODEL),
        1);
  }

  /** Median days to a second purchase. */
  double purchaseGap() {
    return PurchaseGap.from(model(PurchaseGap.MODEL)).medianDays();
  }

  /** Versions of several fits, as rows that rest on them name them. */
  String versions(List<String> names) {
    return String.join("+", names.stream().map(name -> model(name).version()).toList());
  }

  private FittedModel model(String name) {
    FittedModel model = models.get(name);
    if (model == null) {
      throw new IllegalArgumentException(
          "Cannot run the DuckDB night: fitted_parameters have %s and no %s. Give those of a published night of the date."
              .formatted(models.keySet(), name));
    }
    return model;
  }

  private static void definePAlive(Connection connection, PurchaseForecast forecast)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction();
        DuckDBLogicalType number = DuckDBLogicalType.of(DuckDBColumnType.DOUBLE)) {
      builder
          .withName("p_alive")
          .withVarArgs(number)
          .withReturnType(Double.class)
          .withVarArgsFunction(
              history ->
                  forecast.pAlive(
                      ((Double) history[0]).intValue(), (Double) history[1], (Double) history[2]))
          .register(connection);
    }
  }

  private static void define(Connection connection, String name, DoubleBinaryOperator function)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(Double.class, Double.class)
          .withReturnType(Double.class)
          .withDoubleFunction(function)
          .withNullInNullOut()
          .register(connection);
    }
  }
}
