package io.seedbed.jobs.nightly;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.SegmentFits;
import io.seedbed.models.segmentation.SegmentationRules;
import io.seedbed.models.segmentation.ShadowMoves;
import io.seedbed.models.segmentation.ShadowSegments;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.stream.Stream;

/** Who the users would be under other rules; no job at all where there are none. */
public final class ShadowJobs {

  /** Begins the names of the shadow rules' own fits. */
  private static final String SHADOW = "shadow_";

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    return settings.shadow().map(rules -> list(settings, rules)).orElse(List.of());
  }

  private static List<Job> list(Settings settings, SegmentationRules rules) {
    Job segments =
        Job.Build.of(
            ShadowSegments.TABLE,
            List.of(UserFeatures.TABLE, Inviters.TABLE),
            SegmentFits.MODELS.stream().map(SHADOW::concat).toList(),
            in ->
                ShadowSegments.from(
                    in.read(UserFeatures.TABLE),
                    SegmentJobs.inviters(in, settings),
                    SegmentJobs.fits(in, SHADOW),
                    rules,
                    in.runDate(),
                    in.yesterday(ShadowSegments.TABLE)));
    Job moves =
        new Job.View(
            ShadowMoves.TABLE.name(),
            List.of(),
            List.of(UserSegments.TABLE, ShadowSegments.TABLE, UserFeatures.TABLE),
            ShadowMoves.TABLE,
            in ->
                ShadowMoves.from(
                    in.read(UserSegments.TABLE),
                    in.read(ShadowSegments.TABLE),
                    in.read(UserFeatures.TABLE)));
    return Stream.concat(FitJobs.ofRules(SHADOW, rules).stream(), Stream.of(segments, moves))
        .toList();
  }

  private ShadowJobs() {}
}
