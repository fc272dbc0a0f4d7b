package io.seedbed.jobs.nightly;

import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.time.Days;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.fit.GammaGamma;
import io.seedbed.models.fit.PurchaseProcess;
import io.seedbed.models.purchase.GapLimit;
import io.seedbed.models.purchase.OutlookFits;
import io.seedbed.models.purchase.PurchaseFits;
import io.seedbed.models.purchase.PurchaseGaps;
import io.seedbed.models.purchase.PurchaseModels;
import io.seedbed.models.purchase.PurchaseRules;
import io.seedbed.models.purchase.RfmCuts;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.segmentation.FitDate;
import io.seedbed.models.segmentation.FitFeatures;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the shop's customers buy, estimated with the other fits, and what follows for each. */
public final class PurchaseJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    PurchaseRules rules = settings.purchase();
    return List.of(
        gaps(rules),
        new Job.Fit(
                GapLimit.MODEL,
                List.of(PurchaseGaps.TABLE),
                List.of(FitDate.MODEL),
                in -> GapLimit.cells(in.read(PurchaseGaps.TABLE)),
                (in, cells) -> GapLimit.fit(cells, fitDay(in), rules.lifecycle()))
            .whenFitsMove(),
        process(PurchaseProcess.BG_NBD, rules),
        process(PurchaseProcess.PARETO_NBD, rules),
        ofBuyers(
            GammaGamma.MODEL,
            in -> PurchaseFits.spends(in.read(FitFeatures.TABLE)),
            (in, cells) -> PurchaseFits.fitSpend(cells, fitDay(in), rules)),
        ofBuyers(
            RfmCuts.MODEL,
            in -> RfmCuts.cells(in.read(FitFeatures.TABLE), fitDay(in)),
            (in, cells) -> RfmCuts.fit(cells, fitDay(in))),
        Job.Build.of(
            UserOutlook.TABLE,
            List.of(UserFeatures.TABLE),
            OutlookFits.MODELS,
            in ->
                UserOutlook.from(
                    in.read(UserFeatures.TABLE),
                    OutlookFits.from(in::fitted, rules),
                    rules,
                    in.runDate())),
        new Job.View(
            PurchaseModels.TABLE.name(),
            List.of(),
            List.of(FittedParameters.TABLE),
            PurchaseModels.TABLE,
            in -> PurchaseModels.from(in.read(FittedParameters.TABLE))));
  }

  private static Job gaps(PurchaseRules rules) {
    return new Job.Judge(
            PurchaseGaps.TABLE.name(),
            List.of(),
            List.of(Orders.TABLE, Refunds.TABLE, Complaints.TABLE, Appeals.TABLE),
            List.of(FitDate.MODEL),
            PurchaseGaps.TABLE,
            in -> PurchaseGaps.cells(valuesAtFitDate(in), fitDay(in), rules.lifecycle()),
            (in, cells) -> PurchaseGaps.curves(cells, fitDay(in)))
        .whenFitsMove();
  }

  private static Job process(PurchaseProcess process, PurchaseRules rules) {
    return ofBuyers(
        process.model(),
        in -> PurchaseFits.purchases(in.read(FitFeatures.TABLE), fitDay(in)),
        (in, cells) -> PurchaseFits.fit(process, cells, fitDay(in), rules));
  }

  private static Job ofBuyers(
      String model,
      Function<Inputs, Dataset<Row>> cells,
      BiFunction<Inputs, List<Row>, FittedModel> fit) {
    return new Job.Fit(model, List.of(FitFeatures.TABLE), List.of(FitDate.MODEL), cells, fit)
        .whenFitsMove();
  }

  private static LocalDate fitDay(Inputs in) {
    return FitDate.from(in.fitted(FitDate.MODEL));
  }

  private static Dataset<Row> valuesAtFitDate(Inputs in) {
    return OrderValues.from(
        in.read(Orders.TABLE),
        in.read(Refunds.TABLE),
        in.read(Complaints.TABLE),
        in.read(Appeals.TABLE),
        in.runDate().on(fitDay(in)),
        Days.ALL);
  }

  private PurchaseJobs() {}
}
