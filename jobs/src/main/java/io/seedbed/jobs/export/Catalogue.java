package io.seedbed.jobs.export;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Commissions;
import io.seedbed.features.facts.Complaints;
import io.seedbed.features.facts.IdentityLinks;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.facts.Violations;
import io.seedbed.features.source.RejectedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.seeds.SeedScores;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.dictionary.Chapter;
import io.seedbed.notebooks.star.DimDate;
import io.seedbed.notebooks.star.DimGroup;
import io.seedbed.notebooks.star.DimProduct;
import io.seedbed.notebooks.star.DimUser;
import io.seedbed.notebooks.star.ExportInfo;
import io.seedbed.notebooks.star.FactMessages;
import io.seedbed.notebooks.star.FactOrderLines;
import io.seedbed.notebooks.star.FactOrders;
import io.seedbed.notebooks.star.FactRefunds;
import io.seedbed.notebooks.star.FactUserDay;
import java.util.List;

/** Every declared table, in the order the data flow, as the data dictionary has them. */
final class Catalogue {

  private static final List<Chapter> CHAPTERS =
      List.of(
          chapter(
              "Facts and quarantine",
              "事实与隔离",
              OrderLines.TABLE,
              Orders.TABLE,
              Refunds.TABLE,
              OrderValues.TABLE,
              ChatMessages.TABLE,
              Memberships.TABLE,
              Invites.TABLE,
              Shares.TABLE,
              Complaints.TABLE,
              Commissions.TABLE,
              Violations.TABLE,
              IdentityLinks.TABLE,
              RejectedRows.TABLE,
              SourceAccounting.TABLE),
          chapter(
              "Days and users", "日与用户", UserDay.TABLE, UserAcquisition.TABLE, UserFeatures.TABLE),
          chapter("Who the users are", "用户细分", FittedParameters.TABLE, UserSegments.TABLE),
          chapter(
              "Whom to grow with", "裂变与种子", InviteEdges.TABLE, Inviters.TABLE, SeedScores.TABLE),
          chapter(
              "Where the funnel leaks",
              "增长",
              AarrrLong.TABLE,
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
              ExportInfo.TABLE));

  static List<Chapter> chapters() {
    return CHAPTERS;
  }

  private static Chapter chapter(String english, String chinese, Table... tables) {
    return new Chapter(english, chinese, List.of(tables));
  }

  private Catalogue() {}
}
