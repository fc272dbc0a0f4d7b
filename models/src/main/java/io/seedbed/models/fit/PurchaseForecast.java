package io.seedbed.models.fit;

import static org.apache.spark.sql.functions.udf;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import java.io.Serializable;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;

/**
 * What is to be expected of a buyer: by BG/NBD of whoever bought again, by Pareto/NBD of one-time
 * buyers, whom the former takes for alive for ever, and of all where only it could be fitted. Spend
 * is Gamma-Gamma's. Null where no model that can say it is used.
 *
 * <p>A function of our own because no Spark expression gives the hypergeometric function. It is
 * deterministic and takes some three microseconds a buyer.
 */
public final class PurchaseForecast implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final Field MODEL =
      Field.text("purchase_model", "Model behind the row; null where none is used", "购买模型，无则为空")
          .oneOf(PurchaseProcess.BG_NBD.model(), PurchaseProcess.PARETO_NBD.model())
          .orNull();
  public static final Field P_ALIVE =
      Field.real("p_alive", "", "Probability that the buyer is not lost", "仍为活跃顾客的概率").orNull();
  public static final Field PURCHASES =
      Field.real(
              "expected_purchases",
              "days",
              "Purchase days to be expected over the horizon",
              "预期购买日数")
          .orNull();
  public static final Field PURCHASES_LOW =
      Field.real(
              "expected_purchases_low",
              "days",
              "Lower end of the 95 % interval of the expectation; what the buyer will do spreads wider",
              "预期购买日数95%区间下限（期望的区间，非个体行为的区间）")
          .orNull();
  public static final Field PURCHASES_HIGH =
      Field.real(
              "expected_purchases_high", "days", "Upper end of the same interval", "预期购买日数95%区间上限")
          .orNull();
  public static final Field NET =
      Field.money("expected_net_minor", "Net value to be expected over the horizon", "预期净消费")
          .orNull();
  public static final Field NET_LOW =
      Field.money(
              "expected_net_low_minor",
              "Lower end of the 95 % interval of the expectation",
              "预期净消费95%区间下限")
          .orNull();
  public static final Field NET_HIGH =
      Field.money("expected_net_high_minor", "Upper end of the same interval", "预期净消费95%区间上限")
          .orNull();

  private static final Table RESULT =
      Table.named("forecast", "One row per buyer", "每行一名买家")
          .with(MODEL, P_ALIVE, PURCHASES, PURCHASES_LOW, PURCHASES_HIGH, NET, NET_LOW, NET_HIGH);

  private static final double NORMAL_975 = 1.959963984540054;

  private final Named repeaters;
  private final Named oneTimers;
  private final LogNormalParameters<GammaGamma> spend;
  private final double horizon;

  /** A model under its name; both null where none is used. */
  private record Named(String name, LogNormalParameters<PurchaseModel> parameters)
      implements Serializable {}

  private PurchaseForecast(
      Named repeaters, Named oneTimers, LogNormalParameters<GammaGamma> spend, double horizon) {
    this.repeaters = repeaters;
    this.oneTimers = oneTimers;
    this.spend = spend;
    this.horizon = horizon;
  }

  /** The forecast of fitted models, of which those that are not used are passed over. */
  public static PurchaseForecast of(
      FittedModel bgNbd, FittedModel paretoNbd, FittedModel gammaGamma, double horizon) {
    Optional<Named> anyTime = used(PurchaseProcess.PARETO_NBD, paretoNbd);
    return new PurchaseForecast(
        used(PurchaseProcess.BG_NBD, bgNbd).or(() -> anyTime).orElse(null),
        anyTime.orElse(null),
        FitStatus.of(gammaGamma) == FitStatus.USED ? GammaGamma.read(gammaGamma.estimates()) : null,
        horizon);
  }

  private static Optional<Named> used(PurchaseProcess process, FittedModel fitted) {
    return FitStatus.of(fitted) == FitStatus.USED
        ? Optional.of(new Named(process.model(), process.read(fitted.estimates())))
        : Optional.empty();
  }

  /**
   * The forecast as a struct of the fields above.
   *
   * @param repeats purchases after the first
   * @param last days from the first purchase to the last
   * @param age days from the first purchase on
   * @param repeatSpend value of the purchases after the first, in minor units
   */
  public Column of(Column repeats, Column last, Column age, Column repeatSpend) {
    UDF4<Long, Long, Long, Long, Row> forecast = this::forecast;
    return udf(forecast, RESULT.schema())
        .apply(repeats.cast("long"), last.cast("long"), age.cast("long"), repeatSpend.cast("long"));
  }

  /** A field of that struct under its own name. */
  public static Column of(Field field, Column forecast) {
    return field.is(forecast.getField(field.name()));
  }

  /** P(alive) alone; null where no model is used. */
  public Double pAlive(int repeats, double last, double age) {
    Named model = model(repeats);
    return model == null ? null : model.parameters.best().pAlive(repeats, last, age);
  }

  private Named model(int repeats) {
    return repeats > 0 ? repeaters : oneTimers;
  }

  Row forecast(Long repeats, Long last, Long age, Long repeatSpend) {
    if (repeats == null || last == null || age == null || model(repeats.intValue()) == null) {
      return RowFactory.create(new Object[RESULT.fields().size()]);
    }
    int x = repeats.intValue();
    Named model = model(x);
    double purchases = model.parameters.best().expected(x, last, age, horizon);
    double variance =
        purchases < Double.MIN_NORMAL
            ? 0
            : model.parameters.logVariance(one -> one.expected(x, last, age, horizon));
    Interval expected = new Interval(purchases, variance);
    Interval net = repeatSpend == null || spend == null ? null : net(x, repeatSpend, expected);
    return RowFactory.create(
        model.name,
        model.parameters.best().pAlive(x, last, age),
        expected.value,
        expected.low(),
        expected.high(),
        net == null ? null : Math.round(net.value),
        net == null ? null : Math.round(net.low()),
        net == null ? null : Math.round(net.high()));
  }

  private Interval net(int x, double repeatSpend, Interval purchases) {
    return new Interval(
        purchases.value * spend.best().expected(x, repeatSpend),
        purchases.logVariance
            + spend.logVariance(one -> Math.max(Double.MIN_NORMAL, one.expected(x, repeatSpend))));
  }

  /** A positive value whose logarithm is known to within a variance. */
  private record Interval(double value, double logVariance) {

    double low() {
      return value * FastMath.exp(-NORMAL_975 * FastMath.sqrt(logVariance));
    }

    double high() {
      return value * FastMath.exp(NORMAL_975 * FastMath.sqrt(logVariance));
    }
  }
}
