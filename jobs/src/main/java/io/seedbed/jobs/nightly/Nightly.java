package io.seedbed.jobs.nightly;

import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Job;
import java.util.List;
import java.util.stream.Stream;

/** All jobs of the night; their order here means nothing. */
public final class Nightly {

  /** The jobs. */
  public static List<Job> jobs(Settings settings) {
    return Stream.of(
            LandingJobs.list(settings),
            IdentityJobs.list(settings),
            FactJobs.list(),
            FeatureJobs.list(settings),
            FitJobs.list(settings),
            ReferralJobs.list(settings),
            PurchaseJobs.list(settings),
            SegmentJobs.list(settings),
            ShadowJobs.list(settings),
            ChatJobs.list(settings),
            SeedJobs.list(settings),
            GrowthJobs.list(settings))
        .flatMap(List::stream)
        .toList();
  }

  private Nightly() {}
}
