package io.seedbed.models.fit;

import io.seedbed.models.fit.FittedModel.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a fitted model may be used, and if not why: the first reason that holds. */
public enum FitStatus {
  USED(0),
  /** Too few customers bought again. */
  FEW_CUSTOMERS(1),
  /** The likelihood has no peak: customers do not differ as the model has it. */
  NO_PEAK(2),
  /** The mean of the fitted distribution does not exist. */
  INFINITE_MEAN(3),
  /** Who buys more often spends more or less on a purchase, which the model excludes. */
  CORRELATED_SPEND(4);

  /** The parameter that keeps the status. */
  public static final String PARAMETER = "status";

  private final int code;

  FitStatus(int code) {
    this.code = code;
  }

  /** The status of a fit. */
  public static FitStatus of(FittedModel fitted) {
    double code = fitted.value(PARAMETER);
    return Arrays.stream(values())
        .filter(status -> status.code == code)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot read the status of %s: no status has the code %s. Fit the model again."
                        .formatted(fitted.model(), code)));
  }

  /** All, as `few_customers`, each at the place of its code. */
  public static List<String> labels() {
    return Arrays.stream(values())
        .sorted((one, other) -> Integer.compare(one.code, other.code))
        .map(status -> status.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  Estimate estimate() {
    return Estimate.of(code);
  }

  /** What a fit that was not made says. */
  Map<String, Estimate> alone() {
    return Map.of(PARAMETER, estimate());
  }
}
