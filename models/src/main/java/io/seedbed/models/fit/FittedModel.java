package io.seedbed.models.fit;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcome of one fit: named estimates, the last business day it has seen and a version that
 * every row resting on it names. Typed records read their parameters from here.
 *
 * @param observations rows behind the fit
 */
public record FittedModel(
    String model,
    Map<String, Estimate> estimates,
    long observations,
    LocalDate asOfDay,
    String version) {

  /** A value with its standard error, which is NaN where the fit has none. */
  public record Estimate(double value, double standardError) {
    /** A value without a standard error. */
    public static Estimate of(double value) {
      return new Estimate(value, Double.NaN);
    }
  }

  public FittedModel {
    estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
  }

  /** This fit under another name. */
  public FittedModel named(String newModel) {
    return new FittedModel(newModel, estimates, observations, asOfDay, version);
  }

  /** The value of a parameter. */
  public double value(String parameter) {
    Estimate estimate = estimates.get(parameter);
    if (estimate == null) {
      throw new IllegalArgumentException(
          "Cannot read parameter %s of %s: the fit has %s. Fix the name or the fit."
              .formatted(parameter, model, estimates.keySet()));
    }
    return estimate.value();
  }
}
