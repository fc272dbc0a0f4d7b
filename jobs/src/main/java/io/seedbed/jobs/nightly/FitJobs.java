package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.FeatureRules;
import io.seedbed.features.user.FirstMessages;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.segmentation.FitDate;
import io.seedbed.models.segmentation.FitFeatures;
import io.seedbed.models.segmentation.ProblemPrior;
import io.seedbed.models.segmentation.PurchaseGap;
import io.seedbed.models.segmentation.SegmentationRules;
import io.seedbed.models.segmentation.ShareRate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What labels are held against, estimated as of the start of the run date's month. */
public final class FitJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    SegmentationRules rules = settings.segmentation();
    List<Job> features =
        List.of(
            new Job.Fit(
                FitDate.MODEL,
                List.of(OrderValues.TABLE),
                List.of(),
                in -> FitDate.cells(in.read(OrderValues.TABLE)),
                (in, cells) -> FitDate.fit(cells, in.runDate(), rules)),
            Job.Build.of(
                    FitFeatures.TABLE,
                    List.of(
                        Orders.TABLE,
                        Refunds.TABLE,
                        Complaints.TABLE,
                        ChatMessages.TABLE,
                        Shares.TABLE,
                        FirstMessages.TABLE,
                        UserAcquisition.TABLE,
                        Memberships.TABLE,
                        Commissions.TABLE,
                        Violations.TABLE,
                        Appeals.TABLE),
                    List.of(FitDate.MODEL),
                    in ->
                        FitFeatures.from(featuresAtFitDate(in, settings.features()), in.runDate()))
                .whenFitsMove());
    return Stream.concat(features.stream(), ofRules("", rules).stream()).toList();
  }

  /**
   * The fits that rest on a rule set, of the same features.
   *
   * @param prefix begins their names, to tell them from those of other rules
   */
  static List<Job> ofRules(String prefix, SegmentationRules rules) {
    String problem = prefix + ProblemPrior.MODEL;
    String gap = prefix + PurchaseGap.MODEL;
    String share = prefix + ShareRate.MODEL;
    return List.of(
        new Job.Fit(
                problem,
                List.of(FitFeatures.TABLE),
                List.of(FitDate.MODEL),
                in -> ProblemPrior.cells(in.read(FitFeatures.TABLE)),
                (in, cells) -> ProblemPrior.fit(cells, fitDay(in), rules.problem()).named(problem))
            .whenFitsMove(),
        new Job.Fit(
                gap,
                List.of(FitFeatures.TABLE),
                List.of(FitDate.MODEL),
                in -> PurchaseGap.cells(in.read(FitFeatures.TABLE), fitDay(in)),
                (in, cells) -> PurchaseGap.fit(cells, fitDay(in), rules.repeat()).named(gap))
            .whenFitsMove(),
        new Job.Fit(
                share,
                List.of(FitFeatures.TABLE),
                List.of(FitDate.MODEL, problem),
                in ->
                    ShareRate.cells(
                        in.read(FitFeatures.TABLE), ProblemPrior.from(in.fitted(problem)), rules),
                (in, cells) -> ShareRate.fit(cells, fitDay(in), rules.spreader()).named(share))
            .whenFitsMove());
  }

  private static LocalDate fitDay(Inputs in) {
    return FitDate.from(in.fitted(FitDate.MODEL));
  }

  /** The chain from facts to features once more, with what was known on the fit date. */
  private static Dataset<Row> featuresAtFitDate(Inputs in, FeatureRules rules) {
    RunDate fitDate = in.runDate().on(fitDay(in));
    Dataset<Row> orders = in.read(Orders.TABLE);
    Dataset<Row> chatMessages = in.read(ChatMessages.TABLE);
    Dataset<Row> complaints = in.read(Complaints.TABLE);
    Dataset<Row> appeals = in.read(Appeals.TABLE);
    Dataset<Row> orderValues =
        OrderValues.from(orders, in.read(Refunds.TABLE), complaints, appeals, fitDate, Days.ALL);
    return UserFeatures.from(
        new UserFeatures.Sources(
            UserAcquisition.asOf(fitDate.day(), in.read(UserAcquisition.TABLE)),
            UserDay.from(orderValues, chatMessages, in.read(Shares.TABLE), fitDate, Days.ALL),
            in.read(FirstMessages.TABLE),
            chatMessages,
            in.read(Memberships.TABLE),
            in.read(Commissions.TABLE),
            complaints,
            in.read(Violations.TABLE),
            appeals,
            in.has("shares"),
            in.has("commissions")),
        rules,
        fitDate,
        Optional.empty());
  }

  private FitJobs() {}
}
