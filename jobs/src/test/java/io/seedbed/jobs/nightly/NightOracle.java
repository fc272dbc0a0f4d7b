package io.seedbed.jobs.nightly;

import io.seedbed.features.daily.UserDay;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.facts.Orders;
import io.seedbed.features.facts.Shares;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.FeatureOracle;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.jobs.config.Settings;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.growth.AarrrLong;
import io.seedbed.models.growth.FunnelEvent;
import io.seedbed.models.growth.FunnelSteps;
import io.seedbed.models.growth.Grain;
import io.seedbed.models.growth.RetentionCohorts;
import io.seedbed.models.growth.RevenueDays;
import io.seedbed.models.referral.InviteEdges;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.models.testing.GrowthOracle;
import io.seedbed.models.testing.SegmentOracle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A published night recomputed in DuckDB SQL: from its order lines, refunds, messages and other
 * facts to orders, days, features, labels and growth tables, each from the oracle's own tables
 * before it. Taken as published are the facts, the invite edges and the fitted parameters.
 */
final class NightOracle {

  private static final int SHOWN = 5;

  private final PublishedNight night;
  private final Map<String, List<String>> mismatches = new LinkedHashMap<>();

  private NightOracle(PublishedNight night) {
    this.night = night;
  }

  /** The first few values that differ, by table; a table that agrees has none. */
  static Map<String, List<String>> mismatches(PublishedNight night) {
    NightOracle oracle = new NightOracle(night);
    oracle.recompute();
    return oracle.mismatches;
  }

  private void recompute() {
    Settings settings = night.settings();
    requireRulesOfTheSql(settings);
    try (FeatureOracle features =
        FeatureOracle.over(
            night::read,
            night.runDate(),
            settings.features(),
            night.has("shares"),
            night.has("commissions"))) {
      for (Table table :
          List.of(
              Orders.TABLE,
              OrderValues.TABLE,
              UserDay.TABLE,
              UserAcquisition.TABLE,
              UserFeatures.TABLE)) {
        found(table, features.mismatches(table, night.read(table)));
      }
      labels(features.database());
      growth(features.database(), settings);
    }
  }

  private void labels(DuckDb database) {
    database
        .load(Inviters.TABLE, night.read(Inviters.TABLE))
        .load(FittedParameters.TABLE, night.read(FittedParameters.TABLE));
    SegmentOracle oracle = new SegmentOracle(night.runDate(), areInvitesSeen());
    found(
        UserSegments.TABLE,
        database.mismatches(SegmentOracle.LABELS, night.read(UserSegments.TABLE), oracle.labels()));
  }

  private void growth(DuckDb database, Settings settings) {
    database
        .load(Shares.TABLE, night.read(Shares.TABLE))
        .load(InviteEdges.TABLE, night.read(InviteEdges.TABLE))
        .load(UserSegments.TABLE, night.read(UserSegments.TABLE));
    GrowthOracle oracle = new GrowthOracle(night.runDate());
    List<String> steps =
        settings.growth().funnel().steps().stream().map(FunnelEvent::label).toList();
    compare(database, RevenueDays.TABLE, oracle.revenue());
    compare(database, RetentionCohorts.TABLE, oracle.retention(settings.growth().retention()));
    compare(database, FunnelSteps.TABLE, oracle.funnel(steps));
    compare(database, AarrrLong.TABLE, oracle.aarrr());
  }

  private void compare(DuckDb database, Table table, String expected) {
    found(table, database.mismatches(table, night.read(table), expected));
  }

  private void found(Table table, List<String> lines) {
    mismatches.put(table.name(), lines.stream().limit(SHOWN).toList());
  }

  private boolean areInvitesSeen() {
    boolean areJoinsInvites =
        night.has("memberships") && !night.settings().referral().membershipScenes().isEmpty();
    return night.has("invites") || areJoinsInvites;
  }

  /** Where the SQL holds a default as a number, the night has to have run with it. */
  private static void requireRulesOfTheSql(Settings settings) {
    boolean areWritten =
        settings.segmentation().equals(SegmentOracle.RULES)
            && settings.growth().aarrr().equals(GrowthOracle.AARRR)
            && settings.growth().funnel().windowDays() == GrowthOracle.FUNNEL_DAYS
            && settings.growth().funnel().grains().size() == Grain.values().length;
    if (!areWritten) {
      throw new IllegalArgumentException(
          "The SQL is written for other rules than %s and %s. Run with the defaults, or make the setting a variable of it."
              .formatted(settings.segmentation(), settings.growth()));
    }
  }
}
