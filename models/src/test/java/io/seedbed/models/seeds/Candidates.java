package io.seedbed.models.seeds;

import io.seedbed.features.testing.Fixture;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.UserSegments;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What seed scores are made from, at one run date. */
final class Candidates {

  static final String DAY = "2024-06-30";
  static final SeedPriors PRIORS =
      new SeedPriors(BetaMixture.of(2, 6), BetaMixture.of(3, 1), "priors");

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Fixture segments =
      Fixture.of(
          UserSegments.TABLE,
          SHANGHAI,
          UserSegments.USER_ID,
          UserSegments.RUN_DATE,
          UserSegments.SEGMENT,
          UserSegments.REPEAT_TYPE,
          UserSegments.IS_REPEAT,
          UserSegments.IS_SPREADER,
          UserSegments.IS_DISTRIBUTOR,
          UserSegments.P_PROBLEM,
          UserSegments.REASONS,
          UserSegments.FIT_VERSION);
  private final Fixture features =
      Fixture.of(
          UserFeatures.TABLE,
          SHANGHAI,
          UserFeatures.USER_ID,
          UserFeatures.RUN_DATE,
          UserFeatures.TENURE_DAYS,
          UserFeatures.PURCHASE_DAYS,
          UserFeatures.REACH_28D,
          UserFeatures.NET_SPEND_MINOR,
          UserFeatures.SEVERE_EVENT);
  private final Fixture outlook =
      Fixture.of(
          UserOutlook.TABLE,
          SHANGHAI,
          UserOutlook.USER_ID,
          UserOutlook.RUN_DATE,
          PurchaseForecast.P_ALIVE,
          UserOutlook.FIT_VERSION);
  private final Fixture inviters =
      Fixture.of(
          Inviters.TABLE,
          SHANGHAI,
          Inviters.USER_ID,
          Inviters.RUN_DATE,
          Inviters.MATURED_INVITEES,
          Inviters.QUALIFIED_INVITEES,
          Inviters.BUYING_INVITEES,
          Inviters.PURE_INVITEES);

  static SeedRules rules(int minimumCandidates) {
    return new SeedRules(
        minimumCandidates,
        new SeedRules.Weights(0.15, 0.20, 0.25, 0.30, 0.10),
        0.05,
        90,
        0.2,
        3,
        new PriorRules(20, 10_000, 0.3),
        new PriorRules(20, 10_000, 0.8),
        new MixtureRules(0.95, 10, 0.01),
        List.of("fraud"));
  }

  /** A user as classified. */
  Candidates segment(String user, String segment, String repeatType, double pProblem) {
    boolean isSpreader = "spreader".equals(repeatType);
    return segment(
        user, segment, repeatType, isSpreader, "distributor".equals(repeatType), pProblem);
  }

  Candidates segment(
      String user,
      String segment,
      String repeatType,
      boolean isSpreader,
      boolean isDistributor,
      double pProblem) {
    boolean isRepeat = !segment.equals("non_repeat");
    segments.row(
        user,
        DAY,
        segment,
        repeatType,
        isRepeat,
        isSpreader,
        isDistributor,
        pProblem,
        new Row[0],
        "labels");
    return this;
  }

  /** What the user did. */
  Candidates features(
      String user, long tenure, long purchaseDays, long reach, long spend, String severeEvent) {
    features.row(user, DAY, tenure, purchaseDays, reach, spend, severeEvent);
    return this;
  }

  /** How likely the user is still a customer. */
  Candidates alive(String user, double pAlive) {
    outlook.row(user, DAY, pAlive, "outlook");
    return this;
  }

  /** What became of the user's invitees. */
  Candidates invitees(String user, long matured, long qualified, long buying, long pure) {
    inviters.row(user, DAY, matured, qualified, buying, pure);
    return this;
  }

  /** A spreader with nothing special but a number. */
  Candidates spreader(int number) {
    String user = "u%02d".formatted(number);
    return segment(user, "repeat", "spreader", 0.01 * number)
        .features(user, number, number, number, 100L * number, null)
        .invitees(user, 10, number % 10, 10, number % 7);
  }

  Dataset<Row> segments() {
    return segments.dataset();
  }

  Dataset<Row> features() {
    return features.dataset();
  }

  Dataset<Row> inviters() {
    return inviters.dataset();
  }

  Dataset<Row> outlook() {
    return outlook.dataset();
  }

  Dataset<Row> scores(SeedRules rules) {
    return SeedScores.from(segments(), features(), inviters(), outlook(), PRIORS, rules);
  }
}
