package io.seedbed.jobs.nightly;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.run.Capability;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;

/** What each output needs of the optional sources; orders and chat are always there. */
public final class Capabilities {

  private static final List<String> WHO_BROUGHT_WHOM = List.of("invites", "memberships");

  /** One entry per output that somebody reads. */
  public static final List<Capability> LIST =
      List.of(
          Capability.of(OrderValues.TABLE, "refunds", "complaints"),
          Capability.of(UserFeatures.TABLE, "refunds", "complaints", "memberships", "shares"),
          Capability.of(
              UserSegments.TABLE,
              "refunds",
              "complaints",
              "violations",
              "memberships",
              "invites",
              "shares",
              "commissions"),
          Capability.of(InviteEdges.TABLE, "invites", "memberships").needingOneOf(WHO_BROUGHT_WHOM),
          Capability.of(Inviters.TABLE, "invites", "memberships").needingOneOf(WHO_BROUGHT_WHOM),
          Capability.of(SeedScores.TABLE, "refunds", "memberships", "invites", "shares"),
          Capability.of(AarrrLong.TABLE, "refunds", "memberships", "invites"),
          Capability.of(FunnelSteps.TABLE, "refunds", "memberships", "invites"),
          Capability.of(RetentionCohorts.TABLE, "refunds", "memberships", "invites"),
          Capability.of(RevenueDays.TABLE, "refunds"));

  private Capabilities() {}
}
