package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.referral.ClosingEdges;
import io.seedbed.models.referral.InviteCandidates;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.referral.ReferralRules;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who brought whom, and what became of them. */
public final class ReferralJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    ReferralRules rules = settings.referral();
    return List.of(
        Job.Judge.of(
            ClosingEdges.TABLE,
            List.of(Invites.TABLE, Memberships.TABLE, OrderValues.TABLE),
            in -> InviteCandidates.contested(candidates(in, rules)),
            ClosingEdges::judge),
        inviteEdges(rules),
        Job.Build.of(
            Inviters.TABLE,
            List.of(InviteEdges.TABLE, OrderValues.TABLE, OrderLines.TABLE),
            in ->
                Inviters.from(
                    in.read(InviteEdges.TABLE),
                    in.read(OrderValues.TABLE),
                    in.read(OrderLines.TABLE),
                    in.runDate(),
                    rules)));
  }

  /**
   * Verdicts that are carried forward rest on user days and on who was bound: what is told anew of
   * stays and acceptances changes acquisitions on the same days.
   */
  private static Job inviteEdges(ReferralRules rules) {
    return Job.Build.of(
            InviteEdges.TABLE,
            List.of(
                Invites.TABLE,
                Memberships.TABLE,
                OrderValues.TABLE,
                ClosingEdges.TABLE,
                UserAcquisition.TABLE,
                UserDay.TABLE),
            in ->
                InviteEdges.from(
                    candidates(in, rules),
                    in.read(ClosingEdges.TABLE),
                    in.read(UserDay.TABLE),
                    in.runDate(),
                    rules,
                    in.base()))
        .folding(Invites.TABLE, Memberships.TABLE, UserAcquisition.TABLE, UserDay.TABLE);
  }

  private static Dataset<Row> candidates(Inputs in, ReferralRules rules) {
    return InviteCandidates.from(
        in.read(Invites.TABLE),
        in.read(Memberships.TABLE),
        in.read(OrderValues.TABLE),
        in.runDate(),
        rules);
  }

  private ReferralJobs() {}
}
