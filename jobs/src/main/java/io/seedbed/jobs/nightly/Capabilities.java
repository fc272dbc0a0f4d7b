package io.seedbed.jobs.nightly;

import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.SourceMapping;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Preset;
import io.seedbed.jobs.run.Capability;
import io.seedbed.jobs.run.CapabilityManifest;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.profiles.SegmentProfiles;
import io.seedbed.models.purchase.PurchaseGaps;
import io.seedbed.models.purchase.PurchaseModels;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What each output needs of the optional sources; orders and chat are always there. */
public final class Capabilities {

  private static final List<String> WHO_BROUGHT_WHOM = List.of("invites", "memberships");

  /** Who answers whom: what chat messages reply to and mention. */
  private static final String ANSWERS = "chat_answers";

  /** One entry per output that somebody reads. */
  public static final List<Capability> LIST =
      List.of(
          Capability.of(OrderValues.TABLE, "refunds", "complaints"),
          Capability.of(
              UserFeatures.TABLE,
              "refunds",
              "complaints",
              "violations",
              "memberships",
              "shares",
              "commissions"),
          Capability.of(
              UserSegments.TABLE,
              "refunds",
              "complaints",
              "violations",
              "memberships",
              "invites",
              "shares",
              "commissions",
              "identities"),
          Capability.of(UserOutlook.TABLE, "refunds"),
          Capability.of(PurchaseModels.TABLE, "refunds"),
          Capability.of(PurchaseGaps.TABLE, "refunds"),
          Capability.of(InviteEdges.TABLE, "invites", "memberships", "identities")
              .needingOneOf(WHO_BROUGHT_WHOM),
          Capability.of(Inviters.TABLE, "invites", "memberships", "identities")
              .needingOneOf(WHO_BROUGHT_WHOM),
          Capability.of(
              SeedScores.TABLE,
              "refunds",
              "complaints",
              "violations",
              "memberships",
              "invites",
              "shares",
              "commissions",
              "identities"),
          Capability.of(ChatRoles.TABLE, ANSWERS, "memberships", "identities"),
          Capability.of(
              SegmentProfiles.TABLE,
              ANSWERS,
              "refunds",
              "complaints",
              "violations",
              "memberships",
              "invites",
              "shares",
              "commissions",
              "identities"),
          Capability.of(AarrrLong.TABLE, "refunds", "memberships", "invites"),
          Capability.of(FunnelSteps.TABLE, "refunds", "memberships", "invites"),
          Capability.of(RetentionCohorts.TABLE, "refunds", "memberships", "invites"),
          Capability.of(RevenueDays.TABLE, "refunds"));

  /** The manifest of a date under the configured sources. */
  public static List<Row> manifest(Settings settings, LocalDate runDate) {
    return CapabilityManifest.from(LIST, provided(settings), runDate);
  }

  /** The sources there are, and those that another brings along. */
  static Set<String> provided(Settings settings) {
    Set<String> provided = new TreeSet<>(settings.sources().keySet());
    Settings.Source orders = settings.sources().get(LandedOrders.CONTRACT.name());
    if (orders != null && Preset.load(orders.preset()).brings(LandedOrders.CONTRACT, "refund")) {
      provided.add("refunds");
    }
    Settings.Source chat = settings.sources().get(LandedChatMessages.CONTRACT.name());
    if (chat != null && namesWhoIsAnswered(Preset.load(chat.preset()))) {
      provided.add(ANSWERS);
    }
    if (!settings.ingest().messages().shareDomains().isEmpty()) {
      provided.add("shares");
    }
    return provided;
  }

  private static boolean namesWhoIsAnswered(Preset preset) {
    SourceMapping mapping = preset.mappingOf(LandedChatMessages.CONTRACT);
    return Stream.of(LandedChatMessages.REPLY_TO_MESSAGE_ID, LandedChatMessages.ADDRESSED_USER_ID)
        .anyMatch(input -> mapping.of(input.name()).isPresent());
  }

  private Capabilities() {}
}
