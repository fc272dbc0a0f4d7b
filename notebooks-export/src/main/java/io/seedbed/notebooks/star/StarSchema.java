package io.seedbed.notebooks.star;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.source.RejectedRows;
import io.seedbed.features.source.SourceAccounting;
import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.AarrrWide;
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
import io.seedbed.models.segmentation.LabelEvidence;
import io.seedbed.models.segmentation.SegmentFlows;
import io.seedbed.models.segmentation.SegmentIntervals;
import io.seedbed.models.segmentation.ShadowMoves;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.star.Exported.Reach;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** All that is exported, in the order a reader meets it: dimensions, facts, published tables. */
public final class StarSchema {

  private static final List<Exported> DIMENSIONS =
      List.of(
          new Exported(
              DimDate.TABLE,
              Reach.EVERYWHERE,
              List.of(Orders.TABLE, Refunds.TABLE, ChatMessages.TABLE, UserAcquisition.TABLE),
              (published, runDate) -> DimDate.from(factDays(published), runDate)),
          new Exported(
              DimUser.TABLE,
              Reach.EVERYWHERE,
              List.of(
                  Orders.TABLE,
                  Refunds.TABLE,
                  ChatMessages.TABLE,
                  UserAcquisition.TABLE,
                  UserSegments.TABLE,
                  UserFeatures.TABLE),
              (published, runDate) ->
                  DimUser.from(
                      namedUsers(published, runDate),
                      published.apply(UserAcquisition.TABLE),
                      published.apply(UserSegments.TABLE),
                      published.apply(UserFeatures.TABLE))),
          new Exported(
              DimProduct.TABLE,
              Reach.EVERYWHERE,
              List.of(OrderLines.TABLE, Refunds.TABLE),
              (published, runDate) ->
                  DimProduct.from(
                      published.apply(OrderLines.TABLE), published.apply(Refunds.TABLE), runDate)),
          new Exported(
              DimGroup.TABLE,
              Reach.EVERYWHERE,
              List.of(ChatMessages.TABLE, Memberships.TABLE),
              (published, runDate) ->
                  DimGroup.from(
                      published.apply(ChatMessages.TABLE),
                      published.apply(Memberships.TABLE),
                      runDate)));

  private static final List<Exported> FACTS =
      List.of(
          new Exported(
              FactOrders.TABLE,
              Reach.EVERYWHERE,
              List.of(Orders.TABLE, OrderValues.TABLE),
              (published, runDate) ->
                  FactOrders.from(
                      published.apply(Orders.TABLE), published.apply(OrderValues.TABLE), runDate)),
          new Exported(
              FactRefunds.TABLE,
              Reach.EVERYWHERE,
              List.of(Refunds.TABLE),
              (published, runDate) -> FactRefunds.from(published.apply(Refunds.TABLE), runDate)),
          new Exported(
              FactUserDay.TABLE,
              Reach.EVERYWHERE,
              List.of(UserDay.TABLE),
              (published, runDate) -> FactUserDay.from(published.apply(UserDay.TABLE))),
          new Exported(
              FactOrderLines.TABLE,
              Reach.PARQUET_ONLY,
              List.of(OrderLines.TABLE),
              (published, runDate) ->
                  FactOrderLines.from(published.apply(OrderLines.TABLE), runDate)),
          new Exported(
              FactMessages.TABLE,
              Reach.PARQUET_ONLY,
              List.of(ChatMessages.TABLE),
              (published, runDate) ->
                  FactMessages.from(published.apply(ChatMessages.TABLE), runDate)));

  private static final List<Exported> PUBLISHED =
      Stream.of(
              UserFeatures.TABLE,
              UserSegments.TABLE,
              LabelEvidence.TABLE,
              SegmentIntervals.TABLE,
              SegmentFlows.TABLE,
              ShadowMoves.TABLE,
              UserOutlook.TABLE,
              PurchaseModels.TABLE,
              PurchaseGaps.TABLE,
              ChatRoles.TABLE,
              SegmentProfiles.TABLE,
              SeedScores.TABLE,
              InviteEdges.TABLE,
              Inviters.TABLE,
              AarrrLong.TABLE,
              AarrrWide.TABLE,
              FunnelSteps.TABLE,
              RetentionCohorts.TABLE,
              RevenueDays.TABLE,
              FittedParameters.TABLE,
              RejectedRows.TABLE,
              SourceAccounting.TABLE)
          .map(Exported::asPublished)
          .toList();

  /** Everything exported but {@link ExportInfo}, which comes from no table. */
  public static List<Exported> tables() {
    return Stream.of(DIMENSIONS, FACTS, PUBLISHED).flatMap(List::stream).toList();
  }

  private static Dataset<Row> factDays(Function<Table, Dataset<Row>> published) {
    return published
        .apply(Orders.TABLE)
        .select(DimDate.DAY.is(Orders.DAY.col()))
        .unionByName(published.apply(Refunds.TABLE).select(DimDate.DAY.is(Refunds.DAY.col())))
        .unionByName(
            published.apply(ChatMessages.TABLE).select(DimDate.DAY.is(ChatMessages.DAY.col())))
        .unionByName(
            published
                .apply(UserAcquisition.TABLE)
                .select(DimDate.DAY.is(UserAcquisition.ACQUIRED_DAY.col())));
  }

  private static Dataset<Row> namedUsers(Function<Table, Dataset<Row>> published, RunDate runDate) {
    return published
        .apply(Orders.TABLE)
        .where(runDate.isKnown(Orders.PAID_AT.col()))
        .select(DimUser.USER_ID.is(Orders.USER_ID.col()))
        .unionByName(
            published
                .apply(Refunds.TABLE)
                .where(runDate.isKnown(Refunds.REFUNDED_AT.col()))
                .select(DimUser.USER_ID.is(Refunds.USER_ID.col())))
        .unionByName(
            published
                .apply(ChatMessages.TABLE)
                .where(runDate.isKnown(ChatMessages.SENT_AT.col()))
                .select(DimUser.USER_ID.is(ChatMessages.USER_ID.col())));
  }

  private StarSchema() {}
}
