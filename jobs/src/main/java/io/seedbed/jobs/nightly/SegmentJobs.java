package io.seedbed.jobs.nightly;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.ProblemPrior;
import io.seedbed.models.segmentation.PurchaseGap;
import io.seedbed.models.segmentation.SegmentFits;
import io.seedbed.models.segmentation.ShareRate;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Optional;
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
                    fits(in),
                    settings.segmentation(),
                    in.runDate())));
  }

  /** Empty where no source can show who invited whom. */
  private static Optional<Dataset<Row>> inviters(Inputs in, Settings settings) {
    boolean areJoinsInvites =
        in.has("memberships") && !settings.referral().membershipScenes().isEmpty();
    return in.has("invites") || areJoinsInvites
        ? Optional.of(in.read(Inviters.TABLE))
        : Optional.empty();
  }

  private static SegmentFits fits(Inputs in) {
    return new SegmentFits(
        ProblemPrior.from(in.fitted(ProblemPrior.MODEL)),
        PurchaseGap.from(in.fitted(PurchaseGap.MODEL)),
        ShareRate.from(in.fitted(ShareRate.MODEL)));
  }

  private SegmentJobs() {}
}
