package io.seedbed.models.purchase;

import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.GammaGamma;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.fit.PurchaseProcess;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fitted quantities that a buyer's outlook rests on.
 *
 * @param version of all of them, in the order of their names
 */
public record OutlookFits(
    PurchaseForecast forecast, GapLimit gapLimit, RfmCuts rfmCuts, String version) {

  /** Names of the fits, for the declaration of a job. */
  public static final List<String> MODELS =
      List.of(
          PurchaseProcess.BG_NBD.model(),
          PurchaseProcess.PARETO_NBD.model(),
          GammaGamma.MODEL,
          GapLimit.MODEL,
          RfmCuts.MODEL);

  /** The quantities as they were fitted. */
  public static OutlookFits from(Function<String, FittedModel> fitted, PurchaseRules rules) {
    return new OutlookFits(
        PurchaseForecast.of(
            fitted.apply(PurchaseProcess.BG_NBD.model()),
            fitted.apply(PurchaseProcess.PARETO_NBD.model()),
            fitted.apply(GammaGamma.MODEL),
            rules.horizonDays()),
        GapLimit.from(fitted.apply(GapLimit.MODEL)),
        RfmCuts.from(fitted.apply(RfmCuts.MODEL)),
        MODELS.stream()
            .map(model -> fitted.apply(model).version())
            .collect(Collectors.joining("+")));
  }
}
