package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Invites;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Refunds;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.HashSieve;
import io.seedbed.features.table.Table;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.growth.AarrrCells;
import io.seedbed.models.growth.AarrrInputs;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.AarrrWide;
import io.seedbed.models.growth.CountedMeasures;
import io.seedbed.models.growth.FunnelInputs;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.GrowthRules;
import io.seedbed.models.growth.MemberActivity;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where the funnel leaks: AARRR, strict funnel, retention and revenue. */
public final class GrowthJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    GrowthRules rules = settings.growth();
    return List.of(
        memberActivity(rules),
        aarrrCells(rules),
        countedMeasures(rules),
        aarrr(AarrrLong.TABLE, AarrrLong::from),
        aarrr(AarrrWide.TABLE, AarrrWide::from),
        funnelSteps(rules),
        retention(rules),
        revenue());
  }

  private static Job memberActivity(GrowthRules rules) {
    return Job.Build.of(
            MemberActivity.TABLE,
            List.of(UserAcquisition.TABLE, UserDay.TABLE),
            in -> {
              MemberActivity.Facts facts =
                  new MemberActivity.Facts(in.read(UserAcquisition.TABLE), in.read(UserDay.TABLE));
              return MemberActivity.from(facts, rules, in.runDate(), earlier(in, facts));
            })
        .folding(UserAcquisition.TABLE, UserDay.TABLE);
  }

  private static Optional<MemberActivity.Earlier> earlier(Inputs in, MemberActivity.Facts facts) {
    return in.base()
        .map(
            base -> {
              MemberActivity.Facts before =
                  new MemberActivity.Facts(
                      in.before(UserAcquisition.TABLE), in.before(UserDay.TABLE));
              HashSieve restated =
                  MemberActivity.restated(
                      base,
                      before,
                      facts,
                      in.changed(UserAcquisition.TABLE),
                      in.changed(UserDay.TABLE));
              return new MemberActivity.Earlier(base, new HashSieve(in.kept(restated.masks())));
            });
  }

  private static Job aarrrCells(GrowthRules rules) {
    return Job.Build.of(
        AarrrCells.TABLE,
        List.of(
            UserAcquisition.TABLE,
            MemberActivity.TABLE,
            UserFeatures.TABLE,
            Invites.TABLE,
            InviteEdges.TABLE,
            UserSegments.TABLE,
            Memberships.TABLE),
        inputs -> AarrrCells.from(aarrrInputs(inputs), rules, inputs.runDate()));
  }

  private static AarrrInputs aarrrInputs(Inputs inputs) {
    return new AarrrInputs(
        inputs.read(UserAcquisition.TABLE),
        inputs.read(MemberActivity.TABLE),
        inputs.read(UserFeatures.TABLE),
        inputs.read(Invites.TABLE),
        inputs.read(InviteEdges.TABLE),
        inputs.read(UserSegments.TABLE),
        inputs.read(Memberships.TABLE));
  }

  private static Job countedMeasures(GrowthRules rules) {
    return Job.Build.of(
        CountedMeasures.TABLE,
        List.of(),
        in ->
            SparkSession.active()
                .createDataFrame(
                    CountedMeasures.of(rules.aarrr(), in.runDate()),
                    CountedMeasures.TABLE.schema()));
  }

  /** What is read off the cells: rows for each measure, or the main ones side by side. */
  private static Job aarrr(Table table, BinaryOperator<Dataset<Row>> from) {
    return new Job.View(
        table.name(),
        List.of(),
        List.of(AarrrCells.TABLE, CountedMeasures.TABLE),
        table,
        in -> from.apply(in.read(AarrrCells.TABLE), in.read(CountedMeasures.TABLE)));
  }

  /** What is told anew of stays that stand for an invite changes acquisitions on the same days. */
  private static Job funnelSteps(GrowthRules rules) {
    return Job.Build.of(
            FunnelSteps.TABLE,
            List.of(
                UserAcquisition.TABLE,
                ChatMessages.TABLE,
                OrderValues.TABLE,
                Shares.TABLE,
                Invites.TABLE,
                InviteEdges.TABLE),
            inputs ->
                FunnelSteps.from(
                    funnelInputs(inputs), rules.funnel(), inputs.runDate(), inputs.base()))
        .folding(
            UserAcquisition.TABLE,
            ChatMessages.TABLE,
            OrderValues.TABLE,
            Shares.TABLE,
            Invites.TABLE,
            InviteEdges.TABLE);
  }

  private static FunnelInputs funnelInputs(Inputs inputs) {
    return new FunnelInputs(
        inputs.read(UserAcquisition.TABLE),
        inputs.read(ChatMessages.TABLE),
        inputs.read(OrderValues.TABLE),
        inputs.read(Shares.TABLE),
        inputs.read(Invites.TABLE),
        inputs.read(InviteEdges.TABLE));
  }

  private static Job retention(GrowthRules rules) {
    return Job.Build.of(
        RetentionCohorts.TABLE,
        List.of(MemberActivity.TABLE),
        inputs ->
            RetentionCohorts.from(inputs.read(MemberActivity.TABLE), rules, inputs.runDate()));
  }

  private static Job revenue() {
    return Job.Build.of(
        RevenueDays.TABLE,
        List.of(OrderValues.TABLE, Refunds.TABLE),
        inputs ->
            RevenueDays.from(
                inputs.read(OrderValues.TABLE), inputs.read(Refunds.TABLE), inputs.runDate()));
  }

  private GrowthJobs() {}
}
