package io.seedbed.jobs.export;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.Appeals;
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
import io.seedbed.features.identity.IdentityLinks;
import io.seedbed.features.identity.IdentityReviews;
import io.seedbed.features.source.LandedAppeals;
import io.seedbed.features.source.LandedChatMessages;
import io.seedbed.features.source.LandedCommissions;
import io.seedbed.features.source.LandedComplaints;
import io.seedbed.features.source.LandedFiles;
import io.seedbed.features.source.LandedIdentities;
import io.seedbed.features.source.LandedInvites;
import io.seedbed.features.source.LandedMemberships;
import io.seedbed.features.source.LandedOrders;
import io.seedbed.features.source.LandedRefunds;
import io.seedbed.features.source.LandedShares;
import io.seedbed.features.source.LandedViolations;
import io.seedbed.features.source.RejectedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.source.SourceDays;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.FirstMessages;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.features.user.UserTotals;
import io.seedbed.jobs.run.CapabilityManifest;
import io.seedbed.jobs.run.Publication;
import io.seedbed.jobs.run.RunLedger;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.growth.AarrrCells;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.AarrrWide;
import io.seedbed.models.growth.CountedMeasures;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.MemberActivity;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.profiles.SegmentProfiles;
import io.seedbed.models.purchase.PurchaseGaps;
import io.seedbed.models.purchase.PurchaseModels;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.ClosingEdges;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.seeds.FitInviters;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.FitFeatures;
import io.seedbed.models.segmentation.LabelEvidence;
import io.seedbed.models.segmentation.SegmentChanges;
import io.seedbed.models.segmentation.SegmentFlows;
import io.seedbed.models.segmentation.SegmentIntervals;
import io.seedbed.models.segmentation.ShadowMoves;
import io.seedbed.models.segmentation.ShadowSegments;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.dictionary.Chapter;
import io.seedbed.notebooks.star.DimDate;
import io.seedbed.notebooks.star.DimGroup;
import io.seedbed.notebooks.star.DimProduct;
import io.seedbed.notebooks.star.DimUser;
import io.seedbed.notebooks.star.ExportInfo;
import io.seedbed.notebooks.star.Exported;
import io.seedbed.notebooks.star.FactMessages;
import io.seedbed.notebooks.star.FactOrderLines;
import io.seedbed.notebooks.star.FactOrders;
import io.seedbed.notebooks.star.FactRefunds;
import io.seedbed.notebooks.star.FactUserDay;
import io.seedbed.notebooks.star.StarSchema;
import java.util.List;
import java.util.stream.Stream;

/** Every declared table, in the order the data flow, and which of them are exported. */
public final class Catalogue {

  private static final List<Chapter> CHAPTERS =
      List.of(
          chapter(
              "Landed sources and quarantine",
              "来源落地与隔离",
              LandedFiles.TABLE,
              LandedOrders.TABLE,
              LandedRefunds.TABLE,
              LandedChatMessages.TABLE,
              LandedMemberships.TABLE,
              LandedInvites.TABLE,
              LandedShares.TABLE,
              LandedComplaints.TABLE,
              LandedCommissions.TABLE,
              LandedViolations.TABLE,
              LandedAppeals.TABLE,
              LandedIdentities.TABLE,
              IdentityLinks.TABLE,
              IdentityReviews.TABLE,
              RejectedRows.TABLE,
              SourceDays.TABLE,
              SourceAccounting.TABLE),
          chapter(
              "Facts",
              "事实",
              OrderLines.TABLE,
              Orders.TABLE,
              RefundRequests.TABLE,
              Refunds.TABLE,
              OrderValues.TABLE,
              ChatMessages.TABLE,
              Memberships.TABLE,
              Invites.TABLE,
              Shares.TABLE,
              Complaints.TABLE,
              Commissions.TABLE,
              Violations.TABLE,
              Appeals.TABLE),
          chapter(
              "Days and users",
              "日与用户",
              UserDay.TABLE,
              FirstMessages.TABLE,
              UserAcquisition.TABLE,
              UserTotals.TABLE,
              UserFeatures.TABLE),
          chapter(
              "Who the users are",
              "用户细分",
              FitFeatures.TABLE,
              FittedParameters.TABLE,
              UserSegments.TABLE,
              LabelEvidence.TABLE,
              SegmentChanges.TABLE,
              SegmentIntervals.TABLE,
              SegmentFlows.TABLE,
              ShadowSegments.TABLE,
              ShadowMoves.TABLE,
              ChatRoles.TABLE,
              SegmentProfiles.TABLE),
          chapter(
              "How customers buy",
              "购买行为",
              PurchaseGaps.TABLE,
              PurchaseModels.TABLE,
              UserOutlook.TABLE),
          chapter(
              "Whom to grow with",
              "裂变与种子",
              ClosingEdges.TABLE,
              InviteEdges.TABLE,
              Inviters.TABLE,
              FitInviters.TABLE,
              SeedScores.TABLE),
          chapter(
              "Where the funnel leaks",
              "增长",
              MemberActivity.TABLE,
              AarrrCells.TABLE,
              CountedMeasures.TABLE,
              AarrrLong.TABLE,
              AarrrWide.TABLE,
              FunnelSteps.TABLE,
              RetentionCohorts.TABLE,
              RevenueDays.TABLE),
          chapter(
              "Star schema, as exported",
              "星型模型（导出）",
              DimDate.TABLE,
              DimUser.TABLE,
              DimProduct.TABLE,
              DimGroup.TABLE,
              FactOrders.TABLE,
              FactRefunds.TABLE,
              FactUserDay.TABLE,
              FactOrderLines.TABLE,
              FactMessages.TABLE,
              ExportInfo.TABLE),
          chapter("Runs", "运行", CapabilityManifest.TABLE, RunLedger.TABLE, Publication.TABLE));

  /** All tables, as the data dictionary has them. */
  public static List<Chapter> chapters() {
    return CHAPTERS;
  }

  /** All exported tables: the star schema, and what only this module declares. */
  public static List<Exported> exported() {
    return Stream.concat(
            StarSchema.tables().stream(), Stream.of(Exported.asPublished(CapabilityManifest.TABLE)))
        .toList();
  }

  private static Chapter chapter(String english, String chinese, Table... tables) {
    return new Chapter(english, chinese, List.of(tables));
  }

  private Catalogue() {}
}
