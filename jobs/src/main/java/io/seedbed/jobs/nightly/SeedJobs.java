package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Appeals;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.time.Days;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.ClosingEdges;
import io.seedbed.models.referral.InviteCandidates;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.referral.ReferralRules;
import io.seedbed.models.seeds.FitInviters;
import io.seedbed.models.seeds.InviteeRate;
import io.seedbed.models.seeds.SeedPriors;
import io.seedbed.models.seeds.SeedRules;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.FitDate;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whom to ask: the priors of what inviters achieve, and the scores that rest on them. */
public final class SeedJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    SeedRules rules = settings.seeds();
    return List.of(
        Job.Build.of(
                FitInviters.TABLE,
                List.of(
                    Invites.TABLE,
                    Memberships.TABLE,
                    ClosingEdges.TABLE,
                    Orders.TABLE,
                    OrderLines.TABLE,
                    Refunds.TABLE,
                    Complaints.TABLE,
                    Appeals.TABLE,
                    ChatMessages.TABLE,
                    Shares.TABLE),
                List.of(FitDate.MODEL),
                in -> FitInviters.from(invitersAtFitDate(in, settings.referral()), in.runDate()))
            .whenFitsMove(),
        prior(InviteeRate.GERMINATION, rules),
        prior(InviteeRate.PURITY, rules),
        Job.Build.of(
            SeedScores.TABLE,
            List.of(UserSegments.TABLE, UserFeatures.TABLE, Inviters.TABLE, UserOutlook.TABLE),
            SeedPriors.MODELS,
            in ->
                SeedScores.from(
                    in.read(UserSegments.TABLE),
                    in.read(UserFeatures.TABLE),
                    in.read(Inviters.TABLE),
                    in.read(UserOutlook.TABLE),
                    SeedPriors.from(
                        in.fitted(InviteeRate.GERMINATION.model()),
                        in.fitted(InviteeRate.PURITY.model())),
                    rules)));
  }

  private static Job prior(InviteeRate rate, SeedRules rules) {
    return new Job.Fit(
            rate.model(),
            List.of(FitInviters.TABLE),
            List.of(FitDate.MODEL),
            in -> rate.cells(in.read(FitInviters.TABLE)),
            (in, cells) -> rate.fit(cells, FitDate.from(in.fitted(FitDate.MODEL)), rules))
        .whenFitsMove();
  }

  /** Cycles of the run date serve an earlier day too: a verdict rests on earlier ones only. */
  private static Dataset<Row> invitersAtFitDate(Inputs in, ReferralRules rules) {
    RunDate fitDate = in.runDate().on(FitDate.from(in.fitted(FitDate.MODEL)));
    Dataset<Row> orderValues =
        OrderValues.from(
            in.read(Orders.TABLE),
            in.read(Refunds.TABLE),
            in.read(Complaints.TABLE),
            in.read(Appeals.TABLE),
            fitDate,
            Days.ALL);
    Dataset<Row> userDay =
        UserDay.from(
            orderValues, in.read(ChatMessages.TABLE), in.read(Shares.TABLE), fitDate, Days.ALL);
    Dataset<Row> candidates =
        InviteCandidates.from(
            in.read(Invites.TABLE), in.read(Memberships.TABLE), orderValues, fitDate, rules);
    Dataset<Row> edges =
        InviteEdges.from(
            candidates, in.read(ClosingEdges.TABLE), userDay, fitDate, rules, Optional.empty());
    return Inviters.from(edges, orderValues, in.read(OrderLines.TABLE), fitDate, rules);
  }

  private SeedJobs() {}
}
