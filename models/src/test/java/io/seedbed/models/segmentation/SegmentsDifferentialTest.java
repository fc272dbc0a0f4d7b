package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaMixture;
import io.seedbed.models.fit.GammaPrior;
import io.seedbed.models.referral.Inviters;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The classification against an independent one in SQL, whose tails are summed as power series
 * (Abramowitz and Stegun 26.5.4 and 6.5.29) instead of continued fractions.
 */
class SegmentsDifferentialTest {

  private static final int USERS = 600;

  private static final Table LABELS =
      Table.named("labels", "One row per user", "每行一名用户")
          .with(
              UserSegments.USER_ID,
              UserSegments.RUN_DATE,
              UserSegments.SEGMENT,
              UserSegments.REPEAT_TYPE,
              UserSegments.IS_PROBLEM,
              UserSegments.IS_REPEAT,
              UserSegments.IS_DISTRIBUTOR,
              UserSegments.IS_SPREADER,
              UserSegments.IS_NOT_YET_DUE,
              UserSegments.IS_VOIDED_BUYER,
              UserSegments.P_PROBLEM,
              UserSegments.P_SPREADER,
              UserSegments.P_DISTRIBUTOR,
              UserSegments.PROBABILITY,
              UserSegments.RUNNER_UP)
          .keyedBy(UserSegments.USER_ID);

  private static final SegmentFits FITS =
      new SegmentFits(
          new ProblemPrior(
              new BetaMixture(
                  List.of(
                      new BetaMixture.Component(0.9, 0.8, 15.2),
                      new BetaMixture.Component(0.1, 6, 4))),
              0.17,
              "p1"),
          new PurchaseGap(45, "g1"),
          new ShareRate(new GammaPrior(0.5, 2), 0.4, "s1"));

  private static final String EXPECTED =
      """
      WITH users AS (
        SELECT f.*,
               coalesce(i.qualified_invitees_180d, 0) AS qualified,
               coalesce(i.buying_invitees_180d, 0) AS buying,
               coalesce(i.buying_months_180d, 0) AS months
        FROM user_features f LEFT JOIN inviters i ON i.user_id = f.user_id),
      terms AS (SELECT unnest(range(600)) AS k),
      kinds(w, a0, b0) AS (VALUES (0.9::DOUBLE, 0.8::DOUBLE, 15.2::DOUBLE), (0.1, 6, 4)),
      updated AS (
        SELECT n, y, a0 + y AS a, b0 + n - y AS b,
               ln(w) + lgamma(a0 + y) + lgamma(b0 + n - y) - lgamma(a0 + b0 + n)
                 - lgamma(a0) - lgamma(b0) + lgamma(a0 + b0) AS evidence
        FROM (SELECT DISTINCT decayed_orders AS n, decayed_bad_orders AS y FROM users), kinds),
      below AS (
        SELECT n, y, evidence,
               exp(a * ln(0.17) + b * ln(0.83) - ln(a) + lgamma(a + b) - lgamma(a) - lgamma(b))
                 * sum(exp(lgamma(a + b + k) - lgamma(a + b) - lgamma(a + 1 + k) + lgamma(a + 1)
                           + k * ln(0.17))) AS p
        FROM updated, terms GROUP BY n, y, evidence, a, b),
      bad_often AS (
        SELECT n, y, sum(exp(evidence) * (1 - p)) / sum(exp(evidence)) AS p
        FROM below GROUP BY n, y),
      shares_often AS (
        SELECT e, s,
               1 - exp((0.5 + s) * ln(0.4 * (2 + e)) - 0.4 * (2 + e))
                 * sum(exp(k * ln(0.4 * (2 + e)) - lgamma(0.5 + s + k + 1))) AS p
        FROM (SELECT DISTINCT exposure_weeks_90d AS e, shares_90d AS s FROM users), terms
        GROUP BY e, s),
      judged AS (
        SELECT u.*,
               CASE WHEN severe_event IS NOT NULL AND paid_orders > 0 THEN 1
                    WHEN paid_orders < 3 OR bad_orders < 2 THEN 0
                    ELSE o.p END AS p_problem,
               CASE WHEN qualified >= 2 THEN 1
                    WHEN NOT is_sharing_observed OR exposure_weeks_90d = 0 THEN NULL
                    WHEN shares_90d < 2 OR share_days_90d < 2 THEN 0
                    ELSE s.p END AS p_spreader,
               CASE WHEN buying >= 3 AND months >= 2
                     AND (net_commission_180d_minor IS NULL
                          OR 5 * net_commission_180d_minor >= net_spend_180d_minor)
                    THEN 1 ELSE 0 END AS p_distributor
        FROM users u
        LEFT JOIN bad_often o ON o.n = u.decayed_orders AND o.y = u.decayed_bad_orders
        LEFT JOIN shares_often s ON s.e = u.exposure_weeks_90d AND s.s = u.shares_90d),
      flagged AS (
        SELECT *,
               p_problem >= 0.7 AS is_problem,
               coalesce(p_spreader >= 0.7, false) AS is_spreader,
               p_distributor = 1 AS is_distributor,
               purchase_days >= 2 AS is_repeat,
               purchase_days = 1 AND DATE '2026-06-30' - first_purchase_day < 45 AS is_not_yet_due,
               purchase_days = 0 AND paid_orders > 0 AS is_voided_buyer,
               CASE WHEN p_problem >= 0.7 THEN 'problem'
                    WHEN purchase_days = 0 THEN 'prospect'
                    WHEN purchase_days = 1 THEN 'non_repeat'
                    ELSE 'repeat' END AS segment
        FROM judged),
      typed AS (
        SELECT *,
               CASE WHEN segment <> 'repeat' THEN NULL
                    WHEN is_distributor THEN 'distributor'
                    WHEN is_spreader THEN 'spreader'
                    WHEN is_sharing_observed AND exposure_weeks_90d >= 4 THEN 'fan'
                    ELSE 'unknown' END AS repeat_type
        FROM flagged),
      leaves AS (
        SELECT user_id, unnest([
          {'leaf': 'problem', 'rank': 1, 'p': p_problem},
          {'leaf': 'prospect', 'rank': 2,
           'p': CASE WHEN purchase_days = 0 THEN 1 - p_problem END},
          {'leaf': 'non_repeat', 'rank': 3,
           'p': CASE WHEN purchase_days = 1 THEN 1 - p_problem END},
          {'leaf': 'distributor', 'rank': 4,
           'p': CASE WHEN is_repeat THEN (1 - p_problem) * p_distributor END},
          {'leaf': 'spreader', 'rank': 5,
           'p': CASE WHEN is_repeat THEN (1 - p_problem) * (1 - p_distributor) * p_spreader END},
          {'leaf': 'fan', 'rank': 6,
           'p': CASE WHEN is_repeat AND is_sharing_observed AND exposure_weeks_90d >= 4
                     THEN (1 - p_problem) * (1 - p_distributor) * (1 - p_spreader) END}
        ], recursive := true)
        FROM typed)
      SELECT t.*, own.p AS probability, other.leaf AS runner_up
      FROM typed t
      LEFT JOIN leaves own
        ON own.user_id = t.user_id AND own.leaf = coalesce(t.repeat_type, t.segment)
      LEFT JOIN (
        SELECT l.user_id, l.leaf FROM leaves l JOIN typed USING (user_id)
        WHERE l.leaf <> coalesce(repeat_type, segment) AND l.p > 0
        QUALIFY row_number() OVER (PARTITION BY l.user_id ORDER BY l.p DESC, l.rank) = 1) other
        ON other.user_id = t.user_id
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void labelsAgreeWithAnIndependentReading(long seed) {
    Users users = randomUsers(seed);
    Dataset<Row> segments = segments(users.features(), users.inviters().orElseThrow());

    try (DuckDb oracle = DuckDb.open()) {
      oracle
          .load(UserFeatures.TABLE, users.features())
          .load(Inviters.TABLE, users.inviters().orElseThrow());
      assertThat(oracle.mismatches(LABELS, segments, EXPECTED)).isEmpty();
      assertThat(oracle.query("SELECT DISTINCT coalesce(repeat_type, segment) FROM spark_side"))
          .hasSize(7);
    }
  }

  @Test
  void orderAndPartitionsOfTheInputChangeNothing() {
    Users users = randomUsers(4);
    Dataset<Row> inviters = users.inviters().orElseThrow();
    List<Row> once = sorted(segments(users.features(), inviters));

    assertThat(sorted(segments(users.features().orderBy(rand(7)).repartition(7), inviters)))
        .isEqualTo(once);
    assertThat(sorted(segments(users.features().coalesce(1), inviters.repartition(7))))
        .isEqualTo(once);
  }

  private static List<Row> sorted(Dataset<Row> segments) {
    return segments.orderBy(UserSegments.USER_ID.col()).collectAsList();
  }

  private static Dataset<Row> segments(Dataset<Row> features, Dataset<Row> inviters) {
    return UserSegments.from(features, Optional.of(inviters), FITS, Users.RULES, Users.RUN_DATE);
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
          random.nextInt(40) == 0 ? "fraud" : null);
      if (random.nextInt(4) == 0) {
        users.inviting(id, random.nextInt(4), random.nextInt(6), random.nextInt(4));
      }
    }
    return users;
  }
}
