package io.seedbed.jobs.nightly;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.EvidenceRules;
import io.seedbed.models.segmentation.LabelEvidence;
import io.seedbed.models.segmentation.ProblemPrior;
import io.seedbed.models.segmentation.PurchaseGap;
import io.seedbed.models.segmentation.SegmentChanges;
import io.seedbed.models.segmentation.SegmentFits;
import io.seedbed.models.segmentation.SegmentFlows;
import io.seedbed.models.segmentation.SegmentIntervals;
import io.seedbed.models.segmentation.ShareRate;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who the users are. */
public final class SegmentJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    return List.of(
        Job.Build.of(
            UserSegments.TABLE,
            List.of(UserFeatures.TABLE, Inviters.TABLE),
            SegmentFits.MODELS,
            in ->
                UserSegments.from(
                    in.read(UserFeatures.TABLE),
                    inviters(in, settings),
                    fits(in, ""),
                    settings.segmentation(),
                    in.runDate(),
                    in.yesterday(UserSegments.TABLE))),
        new Job.Chronicle(
            SegmentChanges.TABLE.name(),
            List.of(UserSegments.TABLE, UserFeatures.TABLE),
            SegmentChanges.TABLE,
            in ->
                SegmentChanges.from(
                    in.read(UserSegments.TABLE),
                    in.yesterday(UserSegments.TABLE),
                    in.read(UserFeatures.TABLE),
                    in.runDate())),
        labelEvidence(settings),
        ofChanges(SegmentIntervals.TABLE, SegmentIntervals::from),
        ofChanges(SegmentFlows.TABLE, SegmentFlows::from));
  }

  private static Job labelEvidence(Settings settings) {
    EvidenceRules rules =
        new EvidenceRules(
            settings.segmentation().evidenceRows(),
            UserFeatures.RECENT_DAYS,
            settings.features().severeEventDays(),
            settings.referral().recentDays());
    return new Job.View(
        LabelEvidence.TABLE.name(),
        List.of(),
        List.of(
            UserSegments.TABLE,
            UserFeatures.TABLE,
            OrderValues.TABLE,
            Complaints.TABLE,
            Violations.TABLE,
            Shares.TABLE,
            ChatMessages.TABLE,
            InviteEdges.TABLE),
        LabelEvidence.TABLE,
        in ->
            LabelEvidence.from(
                new LabelEvidence.Sources(
                    in.read(UserSegments.TABLE),
                    in.read(UserFeatures.TABLE),
                    in.read(OrderValues.TABLE),
                    in.read(Complaints.TABLE),
                    in.read(Violations.TABLE),
                    in.read(Shares.TABLE),
                    in.read(ChatMessages.TABLE),
                    in.read(InviteEdges.TABLE)),
                rules));
  }

  private static Job ofChanges(Table table, UnaryOperator<Dataset<Row>> from) {
    return new Job.View(
        table.name(),
        List.of(),
        List.of(SegmentChanges.TABLE),
        table,
        in -> from.apply(in.read(SegmentChanges.TABLE)));
  }

  /** Empty where no source can show who invited whom. */
  static Optional<Dataset<Row>> inviters(Inputs in, Settings settings) {
    boolean areJoinsInvites =
        in.has("memberships") && !settings.referral().membershipScenes().isEmpty();
    return in.has("invites") || areJoinsInvites
        ? Optional.of(in.read(Inviters.TABLE))
        : Optional.empty();
  }

  /**
   * The fits behind labels.
   *
   * @param prefix begins their names
   */
  static SegmentFits fits(Inputs in, String prefix) {
    return new SegmentFits(
        ProblemPrior.from(in.fitted(prefix + ProblemPrior.MODEL)),
        PurchaseGap.from(in.fitted(prefix + PurchaseGap.MODEL)),
        ShareRate.from(in.fitted(prefix + ShareRate.MODEL)));
  }

  private SegmentJobs() {}
}
