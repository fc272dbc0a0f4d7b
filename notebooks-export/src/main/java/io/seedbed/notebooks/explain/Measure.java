package io.seedbed.notebooks.explain;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.UserSegments;
import io.seedbed.notebooks.Language;
import java.util.Map;

/**
 * How the measure behind a rule is said. Rules name their measures by column.
 *
 * @param one what one of it is called in English, {@code many} what several are
 * @param label the label the measure decides on; empty for none
 */
record Measure(Kind kind, String one, String many, String chinese, String label) {

  /** How the number is written. */
  enum Kind {
    COUNT,
    CHANCE,
    MONEY
  }

  private static final Measure NIGHTS =
      count("night since the last change", "nights since the last change", "距上次变更夜数", "");

  private static final Map<String, Measure> BY_COLUMN =
      Map.ofEntries(
          Map.entry(
              UserFeatures.PURCHASE_DAYS.name(),
              count("day with a purchase", "days with a purchase", "购买日", "repeat")),
          Map.entry(
              UserFeatures.PAID_ORDERS.name(),
              count("paid order", "paid orders", "付款订单", "problem")),
          Map.entry(
              UserFeatures.BAD_ORDERS.name(), count("bad order", "bad orders", "坏单", "problem")),
          Map.entry(
              UserSegments.SMOOTHED_PROBLEM.name(),
              chance(
                  "chance that orders go bad more often than is tolerable",
                  "坏单率超过容忍线的概率",
                  "problem")),
          Map.entry(
              UserFeatures.SEVERE_EVENT.name(),
              count(
                  "severe event in 180 days",
                  "severe events in 180 days",
                  "近 180 日严重事件",
                  "problem")),
          Map.entry(
              UserFeatures.EXPOSURE_WEEKS_90D.name(),
              count(
                  "week in which sharing could be seen",
                  "weeks in which sharing could be seen",
                  "可观测分享的周数",
                  "fan")),
          Map.entry(
              UserFeatures.SHARES_90D.name(),
              count("share in 90 days", "shares in 90 days", "近 90 日分享", "spreader")),
          Map.entry(
              UserFeatures.SHARE_DAYS_90D.name(),
              count(
                  "day with a share in 90 days",
                  "days with a share in 90 days",
                  "近 90 日有分享的天数",
                  "spreader")),
          Map.entry(
              UserSegments.SMOOTHED_SPREADER.name(),
              chance(
                  "chance of sharing more often than most repeat customers",
                  "分享频率高于多数复购用户的概率",
                  "spreader")),
          Map.entry(
              Inviters.QUALIFIED_INVITEES_180D.name(),
              count(
                  "qualified invitee within 180 days",
                  "qualified invitees within 180 days",
                  "近 180 日有效新客",
                  "spreader")),
          Map.entry(
              UserSegments.SMOOTHED_DISTRIBUTOR.name(),
              chance("chance of being a distributor", "分销的概率", "distributor")),
          Map.entry(UserSegments.PROBLEM_SINCE.name(), NIGHTS),
          Map.entry(UserSegments.SPREADER_SINCE.name(), NIGHTS),
          Map.entry(UserSegments.DISTRIBUTOR_SINCE.name(), NIGHTS),
          Map.entry(
              Inviters.BUYING_INVITEES_180D.name(),
              count(
                  "invitee who bought within 180 days",
                  "invitees who bought within 180 days",
                  "近 180 日购买的绑定新客",
                  "distributor")),
          Map.entry(
              Inviters.BUYING_MONTHS_180D.name(),
              count(
                  "calendar month in which invitees bought",
                  "calendar months in which invitees bought",
                  "绑定新客购买所在自然月",
                  "distributor")),
          Map.entry(
              UserFeatures.NET_COMMISSION_180D_MINOR.name(),
              new Measure(
                  Kind.MONEY,
                  "net commission in 180 days",
                  "net commission in 180 days",
                  "近 180 日净佣金",
                  "distributor")));

  /** The measure of a rule; one that is not listed is called by its column's name. */
  static Measure of(String rule) {
    String words = rule.replace('_', ' ');
    return BY_COLUMN.getOrDefault(rule, count(words, words, words, ""));
  }

  /** "1 bad order", "12% chance of …", "购买日 5". */
  String say(double value, Amounts amounts, Language language) {
    String noun = value == 1 ? one : many;
    return language.choose(
        written(value, amounts) + " " + noun, chinese + " " + written(value, amounts));
  }

  /** The number alone. */
  String written(Number value, Amounts amounts) {
    return switch (kind) {
      case COUNT -> amounts.number(value);
      case CHANCE -> amounts.percent(value);
      case MONEY -> amounts.money(value == null ? null : Math.round(value.doubleValue()));
    };
  }

  private static Measure count(String one, String many, String chinese, String label) {
    return new Measure(Kind.COUNT, one, many, chinese, label);
  }

  private static Measure chance(String name, String chinese, String label) {
    return new Measure(Kind.CHANCE, name, name, chinese, label);
  }
}
