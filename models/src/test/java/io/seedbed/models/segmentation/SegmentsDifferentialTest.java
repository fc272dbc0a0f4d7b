package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Spark;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.FittedModel;
import io.seedbed.models.fit.FittedModel.Estimate;
import io.seedbed.models.fit.FittedParameters;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.testing.SegmentOracle;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classification against an independent one in SQL, with and without invites as an input. */
class SegmentsDifferentialTest {

  private static final int USERS = 600;

  private static final String[] RULINGS =
      Stream.concat(
              UserFeatures.APPEAL_RULING.accepted().stream(),
              Collections.nCopies(20, (String) null).stream())
          .toArray(String[]::new);

  private static final List<FittedModel> MODELS =
      List.of(
          model(
              ProblemPrior.MODEL,
              Map.of(
                  "weight_1",
                  0.9,
                  "alpha_1",
                  0.8,
                  "beta_1",
                  15.2,
                  "weight_2",
                  0.1,
                  "alpha_2",
                  6.0,
                  "beta_2",
                  4.0,
                  "threshold",
                  0.17)),
          model(PurchaseGap.MODEL, Map.of("median_days", 45.0)),
          model(ShareRate.MODEL, Map.of("shape", 0.5, "rate", 2.0, "threshold", 0.4)));

  /** The ways through the rules that nobody goes, of those that the inputs allow. */
  private static final String BRANCHES =
      """
      WITH users AS (
        SELECT s.*, paid_orders, bad_orders, severe_event, appeal_ruling, shares_90d, share_days_90d,
          exposure_weeks_90d, net_commission_180d_minor, purchase_days, qualified_invitees_180d,
          buying_invitees_180d, buying_months_180d
        FROM spark_side AS s JOIN user_features AS f USING (user_id)
        LEFT JOIN inviters AS i USING (user_id)),
      problems AS (FROM users WHERE is_problem AND appeal_ruling IS NULL),
      branches(branch, users, needs_invites) AS (
        SELECT 'flagged by rate', count(*), false FROM problems WHERE severe_event IS NULL
        UNION ALL SELECT 'flagged by event', count(*), false FROM problems
          WHERE severe_event IS NOT NULL AND bad_orders < 2
        UNION ALL SELECT 'event without order', count(*), false FROM users
          WHERE severe_event IS NOT NULL AND paid_orders = 0 AND NOT is_problem
        UNION ALL SELECT 'too few orders', count(*), false FROM users
          WHERE paid_orders IN (1, 2) AND bad_orders >= 1 AND p_problem = 0
        UNION ALL SELECT 'too few bad orders', count(*), false FROM users
          WHERE paid_orders >= 3 AND bad_orders = 1 AND p_problem = 0
        UNION ALL SELECT 'not sure enough', count(*), false FROM users
          WHERE p_problem > 0 AND p_problem < 0.7
        UNION ALL SELECT 'confirmed', count(*), false FROM users
          WHERE appeal_ruling = 'confirmed' AND is_problem AND bad_orders = 0
        UNION ALL SELECT 'confirmed without order', count(*), false FROM users
          WHERE appeal_ruling = 'confirmed' AND NOT is_problem
        UNION ALL SELECT 'cleared', count(*), false FROM users
          WHERE appeal_ruling = 'cleared' AND p_problem = 0 AND bad_orders >= 2
        UNION ALL SELECT 'voided', count(*), false FROM users WHERE is_voided_buyer
        UNION ALL SELECT 'due', count(*), false FROM users
          WHERE segment = 'non_repeat' AND NOT is_not_yet_due
        UNION ALL SELECT 'not yet due', count(*), false FROM users WHERE is_not_yet_due
        UNION ALL SELECT 'distributor', count(*), true FROM users
          WHERE is_distributor AND net_commission_180d_minor IS NOT NULL
        UNION ALL SELECT 'distributor without commissions', count(*), true FROM users
          WHERE is_distributor AND net_commission_180d_minor IS NULL
        UNION ALL SELECT 'too little commission', count(*), true FROM users
          WHERE buying_invitees_180d >= 3 AND buying_months_180d >= 2 AND NOT is_distributor
        UNION ALL SELECT 'one month only', count(*), true FROM users
          WHERE buying_invitees_180d >= 3 AND buying_months_180d = 1 AND NOT is_distributor
        UNION ALL SELECT 'spreader by invitees', count(*), true FROM users
          WHERE is_spreader AND shares_90d < 2
        UNION ALL SELECT 'spreader by shares', count(*), false FROM users
          WHERE repeat_type = 'spreader' AND coalesce(qualified_invitees_180d, 0) < 2
        UNION ALL SELECT 'all shares on one day', count(*), false FROM users
          WHERE shares_90d >= 2 AND share_days_90d = 1 AND p_spreader = 0
        UNION ALL SELECT 'sharing not seen', count(*), false FROM users WHERE p_spreader IS NULL
        UNION ALL SELECT 'fan', count(*), false FROM users WHERE repeat_type = 'fan'
        UNION ALL SELECT 'hardly watched', count(*), false FROM users
          WHERE repeat_type = 'unknown' AND exposure_weeks_90d BETWEEN 1 AND 3)
      SELECT branch FROM branches WHERE users = 0 AND (%s OR NOT needs_invites)
      """;

  private static final SegmentFits FITS =
      new SegmentFits(
          ProblemPrior.from(MODELS.get(0)),
          PurchaseGap.from(MODELS.get(1)),
          ShareRate.from(MODELS.get(2)));

  @ParameterizedTest
  @CsvSource({"1, true, 7", "2, true, 7", "3, true, 7", "4, false, 6"})
  void labelsAgreeWithAnIndependentReading(long seed, boolean areInvitesSeen, int classes) {
    Users users = randomUsers(seed);
    Dataset<Row> inviters = users.inviters().orElseThrow();
    Dataset<Row> segments =
        segments(users.features(), Optional.of(inviters).filter(rows -> areInvitesSeen));

    try (DuckDb oracle = DuckDb.open()) {
      oracle
          .load(UserFeatures.TABLE, users.features())
          .load(Inviters.TABLE, inviters)
          .load(
              FittedParameters.TABLE,
              Spark.session()
                  .createDataFrame(
                      FittedParameters.rows(MODELS, Users.RUN_DATE),
                      FittedParameters.TABLE.schema()));
      assertThat(
              oracle.mismatches(
                  SegmentOracle.LABELS,
                  segments,
                  new SegmentOracle(Users.RUN_DATE, areInvitesSeen).labels()))
          .isEmpty();
      assertThat(oracle.query(BRANCHES.formatted(areInvitesSeen)))
          .as("branches of the rules that no user takes")
          .isEmpty();
      assertThat(oracle.query("SELECT DISTINCT coalesce(repeat_type, segment) FROM spark_side"))
          .hasSize(classes);
    }
  }

  @Test
  void orderAndPartitionsOfTheInputChangeNothing() {
    Users users = randomUsers(4);
    Optional<Dataset<Row>> inviters = users.inviters();
    List<Row> once = sorted(segments(users.features(), inviters));

    assertThat(sorted(segments(users.features().orderBy(rand(7)).repartition(7), inviters)))
        .isEqualTo(once);
    assertThat(
            sorted(
                segments(users.features().coalesce(1), inviters.map(rows -> rows.repartition(7)))))
        .isEqualTo(once);
  }

  private static List<Row> sorted(Dataset<Row> segments) {
    return segments.orderBy(UserSegments.USER_ID.col()).collectAsList();
  }

  private static Dataset<Row> segments(Dataset<Row> features, Optional<Dataset<Row>> inviters) {
    return UserSegments.from(
        features, inviters, FITS, Users.RULES, Users.RUN_DATE, Optional.empty());
  }

  private static FittedModel model(String name, Map<String, Double> values) {
    Map<String, Estimate> estimates = new HashMap<>();
    values.forEach((parameter, value) -> estimates.put(parameter, Estimate.of(value)));
    return new FittedModel(name, estimates, USERS, Users.RUN_DATE.day(), "v1");
  }

  private static Users randomUsers(long seed) {
    Random random = new Random(seed);
    Users users = new Users();
    for (int i = 0; i < USERS; i++) {
      String id = "u" + i;
      long paid = random.nextInt(10) * (long) random.nextInt(4);
      long bad = random.nextInt(3) == 0 ? random.nextInt((int) paid + 1) : 0;
      double decay = 0.3 + 0.7 * random.nextDouble();
      long purchaseDays = Math.min(paid - bad, random.nextInt(6));
      long shares = random.nextInt(3) == 0 ? random.nextInt(14) : 0;
      users.user(
          id,
          UserFeatures.PAID_ORDERS,
          paid,
          UserFeatures.BAD_ORDERS,
          bad,
          UserFeatures.DECAYED_ORDERS,
          paid * decay,
          UserFeatures.DECAYED_BAD_ORDERS,
          bad * decay,
          UserFeatures.PURCHASE_DAYS,
          purchaseDays,
          UserFeatures.FIRST_PURCHASE_DAY,
          purchaseDays == 0 ? null : Users.daysAgo(random.nextInt(90)),
          UserFeatures.SHARES_90D,
          shares,
          UserFeatures.SHARE_DAYS_90D,
          shares == 0 ? 0L : 1L + random.nextInt((int) shares),
          UserFeatures.EXPOSURE_WEEKS_90D,
          (long) random.nextInt(14),
          UserFeatures.IS_SHARING_OBSERVED,
          random.nextInt(10) > 0,
          UserFeatures.NET_SPEND_180D_MINOR,
          1_000L * random.nextInt(20),
          UserFeatures.NET_COMMISSION_180D_MINOR,
          random.nextBoolean() ? null : 200L * random.nextInt(20),
          UserFeatures.SEVERE_EVENT,
          random.nextInt(40) == 0 ? "fraud" : null,
          UserFeatures.APPEAL_RULING,
          RULINGS[random.nextInt(RULINGS.length)],
          UserFeatures.APPEAL_ID,
          "a" + i);
      if (random.nextInt(4) == 0) {
        users.inviting(id, random.nextInt(4), random.nextInt(6), random.nextInt(4));
      }
    }
    return users;
  }
}
