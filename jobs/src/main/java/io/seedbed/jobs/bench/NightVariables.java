package io.seedbed.jobs.bench;

import io.seedbed.features.source.IngestRules;
import io.seedbed.features.source.MessageRules;
import io.seedbed.features.time.RunDate;
import io.seedbed.jobs.config.Settings;
import io.seedbed.models.growth.GrowthRules;
import io.seedbed.models.purchase.OutlookFits;
import io.seedbed.models.referral.ReferralRules;
import io.seedbed.models.seeds.InviteeRate;
import io.seedbed.models.seeds.SeedRules;
import io.seedbed.models.segmentation.SegmentFits;
import io.seedbed.models.segmentation.SegmentationRules;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a shop and what follows from the run date, as variables of the script. */
final class NightVariables {

  /** What the landing takes off both ends of a text. */
  private static final String BLANKS = " \t\r\n\u00a0\u3000\ufeff";

  private final Map<String, String> values = new LinkedHashMap<>();

  /** The variables of a shop's settings, of its fits and of a run date. */
  static NightVariables of(Settings settings, NightFits fits, RunDate runDate, Instant readAt) {
    NightVariables variables = new NightVariables();
    variables.clock(runDate, readAt);
    variables.ingest(settings.ingest(), settings.shop());
    variables.referral(settings.referral());
    variables.segmentation(settings.segmentation());
    variables.seeds(settings.seeds());
    variables.growth(settings.growth());
    return variables
        .number("order_half_life_days", settings.features().orderHalfLifeDays())
        .number("reach_cap", settings.features().reachCap())
        .number("left_truncation_days", settings.features().leftTruncationDays())
        .number("purchase_gap", fits.purchaseGap())
        .text("segment_fits", fits.versions(SegmentFits.MODELS))
        .text("outlook_fits", fits.versions(OutlookFits.MODELS))
        .text(
            "seed_fits",
            fits.versions(List.of(InviteeRate.GERMINATION.model(), InviteeRate.PURITY.model())));
  }

  NightVariables number(String name, Number value) {
    return set(name, value instanceof Double ? value + "::DOUBLE" : value.toString());
  }

  NightVariables text(String name, String value) {
    return set(name, Literals.text(value));
  }

  void apply(Statement statement) throws SQLException {
    for (Map.Entry<String, String> value : values.entrySet()) {
      statement.execute("SET VARIABLE %s = %s".formatted(value.getKey(), value.getValue()));
    }
  }

  private void clock(RunDate runDate, Instant readAt) {
    set("d", "DATE '%s'".formatted(runDate.day()));
    number("d_day", runDate.day().toEpochDay());
    number("as_of_us", ChronoUnit.MICROS.between(Instant.EPOCH, runDate.asOf()));
    number("future_us", ChronoUnit.MICROS.between(Instant.EPOCH, readAt.plus(1, ChronoUnit.DAYS)));
  }

  private void ingest(IngestRules rules, Settings.Shop shop) {
    MessageRules messages = rules.messages();
    text("currency", shop.currency());
    list("fault_reasons", rules.faultReasons());
    text("blanks", BLANKS);
    list("acknowledgements", messages.acknowledgements());
    number("min_code_points", messages.minCodePoints());
    list("share_domains", messages.shareDomains());
    list("meaningful_types", messages.meaningfulTypes());
    list("share_types", messages.shareTypes());
    set("links_are_meaningful", String.valueOf(messages.meaningfulTypes().contains("link")));
  }

  private void referral(ReferralRules rules) {
    list("membership_scenes", rules.membershipScenes());
    number("purchase_within_days", rules.purchaseWithinDays());
    number("active_within_days", rules.activeWithinDays());
    number("mature_after_days", rules.matureAfterDays());
    number("recent_days", rules.recentDays());
  }

  private void segmentation(SegmentationRules rules) {
    text("rule_set", rules.ruleSet());
    number("kept_weight", rules.hysteresis().keptWeight());
    number("leave", rules.hysteresis().leave());
    number("dwell_nights", rules.hysteresis().dwellNights());
    number("distributor_confidence", rules.distributor().confidence());
    number("least_orders", rules.problem().leastOrders());
    number("least_bad_orders", rules.problem().leastBadOrders());
    number("problem_confidence", rules.problem().confidence());
    number("least_purchase_days", rules.repeat().leastPurchaseDays());
    number("least_buying_invitees", rules.distributor().leastBuyingInvitees());
    number("least_months", rules.distributor().leastMonths());
    number("least_shares", rules.spreader().leastShares());
    number("least_share_days", rules.spreader().leastShareDays());
    number("least_invitees", rules.spreader().leastInvitees());
    number("spreader_confidence", rules.spreader().confidence());
    number("least_weeks", rules.fan().leastWeeks());
  }

  private void seeds(SeedRules rules) {
    number("minimum_candidates", rules.minimumCandidates());
    number("percentile_floor", rules.percentileFloor());
    number("tenure_cap_days", rules.tenureCapDays());
    number("minimum_matured_invitees", rules.minimumMaturedInvitees());
    number("weight_maturity", rules.weights().maturity());
    number("weight_soundness", rules.weights().soundness());
    number("weight_weight", rules.weights().weight());
    number("weight_germination", rules.weights().germination());
    number("weight_purity", rules.weights().purity());
  }

  private void growth(GrowthRules rules) {
    number("activation_days", rules.aarrr().activationDays());
    number("invite_days", rules.aarrr().inviteDays());
    number("invitee_buys_within_days", rules.aarrr().inviteeBuysWithinDays());
    number("funnel_days", rules.funnel().windowDays());
  }

  private void list(String name, List<String> texts) {
    set(name, Literals.list(texts));
  }

  private NightVariables set(String name, String literal) {
    values.put(name, literal);
    return this;
  }
}
