package io.seedbed.models.testing;

import io.seedbed.features.table.Table;
import io.seedbed.features.time.RunDate;
import io.seedbed.models.fit.MixtureRules;
import io.seedbed.models.fit.PriorRules;
import io.seedbed.models.fit.ThresholdRules;
import io.seedbed.models.segmentation.DistributorRules;
import io.seedbed.models.segmentation.FanRules;
import io.seedbed.models.segmentation.HysteresisRules;
import io.seedbed.models.segmentation.ProblemRules;
import io.seedbed.models.segmentation.RepeatRules;
import io.seedbed.models.segmentation.SegmentationRules;
import io.seedbed.models.segmentation.SpreaderRules;
import io.seedbed.models.segmentation.UserSegments;

/**
 * The classification once more, in DuckDB SQL over user_features, inviters and fitted_parameters.
 * Its tails are summed as power series (Abramowitz and Stegun 26.5.4 and 6.5.29) instead of
 * continued fractions.
 *
 * @param areInvitesSeen whether an input shows who invited whom
 */
public record SegmentOracle(RunDate runDate, boolean areInvitesSeen) {

  /** The rules that the SQL is written for. */
  public static final SegmentationRules RULES =
      new SegmentationRules(
          "standard",
          30,
          new HysteresisRules(7, 0.40, 14),
          new ProblemRules(
              3,
              2,
              new ThresholdRules(0.90, 0.02, 0.50, 200, 0.5),
              2.0,
              0.70,
              new PriorRules(20, 1e4, 0.05),
              new MixtureRules(0.2, 2, 0.01)),
          new RepeatRules(2, 30, 60),
          new DistributorRules(3, 2, 0.2, 0.70),
          new SpreaderRules(
              2,
              2,
              2,
              new ThresholdRules(0.75, 0.25, 7, 200, 0.5),
              0.70,
              new PriorRules(20, 1e4, 0.05)),
          new FanRules(4),
          20);

  /** The columns of {@link UserSegments} that the SQL gives. */
  public static final Table LABELS =
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

  private static final String EXPECTED =
      """
    WITH fits AS (
      PIVOT (SELECT model || '_' || parameter AS fit, value FROM fitted_parameters)
      ON fit IN ('problem_prior_threshold', 'purchase_gap_median_days', 'share_rate_shape',
        'share_rate_rate', 'share_rate_threshold')
      USING any_value(value)),
    limits AS (
      SELECT problem_prior_threshold AS tau, purchase_gap_median_days AS gap,
             share_rate_shape AS shape, share_rate_rate AS rate, share_rate_threshold AS theta
      FROM fits),
    kinds AS (
      SELECT w.value AS w, a.value AS a0, b.value AS b0
      FROM fitted_parameters w
      JOIN fitted_parameters a ON a.model = w.model AND a.parameter = 'alpha_' || w.parameter[8:]
      JOIN fitted_parameters b ON b.model = w.model AND b.parameter = 'beta_' || w.parameter[8:]
      WHERE w.model = 'problem_prior' AND w.parameter LIKE 'weight%%'),
    users AS (
      SELECT f.*, limits.*,
             CASE WHEN %2$s THEN coalesce(i.qualified_invitees_180d, 0) END AS qualified,
             CASE WHEN %2$s THEN coalesce(i.buying_invitees_180d, 0) END AS buying,
             CASE WHEN %2$s THEN coalesce(i.buying_months_180d, 0) END AS months
      FROM user_features f LEFT JOIN inviters i ON i.user_id = f.user_id, limits),
    terms AS (SELECT unnest(range(3000)) AS k),
    updated AS (
      SELECT n, y, a0 + y AS a, b0 + n - y AS b,
             ln(w) + lgamma(a0 + y) + lgamma(b0 + n - y) - lgamma(a0 + b0 + n)
               - lgamma(a0) - lgamma(b0) + lgamma(a0 + b0) AS evidence
      FROM (SELECT DISTINCT decayed_orders AS n, decayed_bad_orders AS y FROM users
            WHERE paid_orders >= 3 AND bad_orders >= 2), kinds),
    below AS (
      SELECT n, y, evidence,
             exp(a * ln(tau) + b * ln(1 - tau) - ln(a) + lgamma(a + b) - lgamma(a) - lgamma(b))
               * sum(exp(lgamma(a + b + k) - lgamma(a + b) - lgamma(a + 1 + k) + lgamma(a + 1)
                         + k * ln(tau))) AS p
      FROM updated, terms, limits GROUP BY n, y, evidence, a, b, tau),
    bad_often AS (
      SELECT n, y, sum(exp(evidence) * (1 - p)) / sum(exp(evidence)) AS p
      FROM below GROUP BY n, y),
    shares_often AS (
      SELECT e, s,
             1 - exp((shape + s) * ln(theta * (rate + e)) - theta * (rate + e))
               * sum(exp(k * ln(theta * (rate + e)) - lgamma(shape + s + k + 1))) AS p
      FROM (SELECT DISTINCT exposure_weeks_90d AS e, shares_90d AS s FROM users
            WHERE shares_90d >= 2), terms, limits
      GROUP BY e, s, shape, rate, theta),
    judged AS (
      SELECT u.*,
             CASE WHEN appeal_ruling = 'confirmed' AND paid_orders > 0 THEN 1
                  WHEN appeal_ruling = 'cleared' THEN 0
                  WHEN severe_event IS NOT NULL AND paid_orders > 0 THEN 1
                  WHEN paid_orders < 3 OR bad_orders < 2 THEN 0
                  ELSE o.p END AS p_problem,
             CASE WHEN qualified >= 2 THEN 1
                  WHEN NOT is_sharing_observed OR exposure_weeks_90d = 0 THEN NULL
                  WHEN shares_90d < 2 OR share_days_90d < 2 THEN 0
                  ELSE s.p END AS p_spreader,
             CASE WHEN NOT %2$s THEN NULL
                  WHEN buying >= 3 AND months >= 2
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
             coalesce(p_distributor = 1, false) AS is_distributor,
             purchase_days >= 2 AS is_repeat,
             purchase_days = 1 AND DATE '%1$s' - first_purchase_day < gap AS is_not_yet_due,
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
         'p': CASE WHEN is_repeat THEN (1 - p_problem) * (1 - coalesce(p_distributor, 0)) * p_spreader END},
        {'leaf': 'fan', 'rank': 6,
         'p': CASE WHEN is_repeat AND is_sharing_observed AND exposure_weeks_90d >= 4
                   THEN (1 - p_problem) * (1 - coalesce(p_distributor, 0)) * (1 - p_spreader) END}
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

  /** Everybody's labels. */
  public String labels() {
    return EXPECTED.formatted(runDate.day(), areInvitesSeen);
  }
}
