package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.RefundRequests;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.user.FeatureRules;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import java.util.List;

/** From facts to what is known of each user. */
public final class FeatureJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    FeatureRules rules = settings.features();
    return List.of(
        Job.Build.of(
            Orders.TABLE, List.of(OrderLines.TABLE), in -> Orders.from(in.read(OrderLines.TABLE))),
        Job.Build.of(
            Refunds.TABLE,
            List.of(RefundRequests.TABLE, Orders.TABLE, OrderLines.TABLE),
            in ->
                Refunds.from(
                    in.read(RefundRequests.TABLE),
                    in.read(Orders.TABLE),
                    in.read(OrderLines.TABLE))),
        Job.Build.of(
            OrderValues.TABLE,
            List.of(Orders.TABLE, Refunds.TABLE, Complaints.TABLE),
            in ->
                OrderValues.from(
                    in.read(Orders.TABLE),
                    in.read(Refunds.TABLE),
                    in.read(Complaints.TABLE),
                    in.runDate())),
        Job.Build.of(
            UserDay.TABLE,
            List.of(OrderValues.TABLE, ChatMessages.TABLE, Shares.TABLE),
            in ->
                UserDay.from(
                    in.read(OrderValues.TABLE),
                    in.read(ChatMessages.TABLE),
                    in.read(Shares.TABLE),
                    in.runDate())),
        Job.Build.of(
            UserAcquisition.TABLE,
            List.of(Memberships.TABLE, Invites.TABLE, ChatMessages.TABLE, Orders.TABLE),
            in ->
                UserAcquisition.from(
                    in.read(Memberships.TABLE),
                    in.read(Invites.TABLE),
                    in.read(ChatMessages.TABLE),
                    in.read(Orders.TABLE),
                    in.runDate(),
                    rules)),
        Job.Build.of(
            UserFeatures.TABLE,
            List.of(
                UserAcquisition.TABLE,
                UserDay.TABLE,
                ChatMessages.TABLE,
                Memberships.TABLE,
                Commissions.TABLE,
                Complaints.TABLE,
                Violations.TABLE),
            in -> UserFeatures.from(sources(in), rules, in.runDate())));
  }

  private static UserFeatures.Sources sources(Inputs in) {
    return new UserFeatures.Sources(
        in.read(UserAcquisition.TABLE),
        in.read(UserDay.TABLE),
        in.read(ChatMessages.TABLE),
        in.read(Memberships.TABLE),
        in.read(Commissions.TABLE),
        in.read(Complaints.TABLE),
        in.read(Violations.TABLE),
        in.has("shares"),
        in.has("commissions"));
  }

  private FeatureJobs() {}
}
