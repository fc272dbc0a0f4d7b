package io.seedbed.models.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.seedbed.features.table.Field;
import io.seedbed.features.table.Table;
import io.seedbed.features.testing.DatasetAssert;
import io.seedbed.features.testing.DuckDb;
import io.seedbed.features.testing.Fixture;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.UserSegments;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed scores against the same definitions in DuckDB SQL. */
class SeedScoresDifferentialTest {

  private static final int MOST_INVITEES = 8;
  private static final Field TRIALS = Field.count("trials", "", "Invitees", "人数");
  private static final Field SUCCESSES = Field.count("successes", "", "Successes", "成功数");
  private static final Field GERMINATION = Field.real("germination", "", "Lower bound", "下界");
  private static final Field PURITY = Field.real("purity", "", "Lower bound", "下界");
  private static final Table BOUNDS =
      Table.named("bounds", "One row per cell", "每行一格")
          .with(TRIALS, SUCCESSES, GERMINATION, PURITY)
          .keyedBy(TRIALS, SUCCESSES);

  private final Candidates shop = new Candidates();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void scoresAreWhatDuckDbSays(long seed) {
    generate(new Random(seed));
    Dataset<Row> scores = shop.scores(Candidates.rules(20));
    DatasetAssert.assertThat(scores).conformsTo(SeedScores.TABLE);
    try (DuckDb duck = DuckDb.open()) {
      duck.load(UserSegments.TABLE, shop.segments())
          .load(UserFeatures.TABLE, shop.features())
          .load(Inviters.TABLE, shop.inviters())
          .load(UserOutlook.TABLE, shop.outlook())
          .load(BOUNDS, bounds());
      assertThat(duck.mismatches(SeedScores.TABLE, scores, SCORES)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void partitionsAndTheOrderOfRowsChangeNothing(int partitions) {
    generate(new Random(7));
    Dataset<Row> again =
        SeedScores.from(
            shop.segments().orderBy(UserSegments.USER_ID.col().desc()).repartition(partitions),
            shop.features().repartition(partitions),
            shop.inviters().repartition(partitions),
            shop.outlook().repartition(partitions),
            Candidates.PRIORS,
            Candidates.rules(20));
    DatasetAssert.assertThat(again).hasSameRowsAs(shop.scores(Candidates.rules(20)));
  }

  private void generate(Random random) {
    List<String> types = List.of("spreader", "distributor", "fan", "unknown");
    for (int i = 0; i < 160; i++) {
      String user = "u" + i;
      String severe = random.nextInt(12) == 0 ? "fraud" : null;
      boolean isProblem = severe != null || random.nextInt(10) == 0;
      double pProblem = isProblem ? 0.9 : random.nextInt(4) == 0 ? random.nextInt(6) / 10.0 : 0;
      if (isProblem) {
        shop.segment(user, "problem", null, random.nextBoolean(), random.nextBoolean(), pProblem);
      } else {
        shop.segment(user, "repeat", types.get(random.nextInt(4)), pProblem);
      }
      shop.features(
          user,
          random.nextInt(150),
          2 + random.nextInt(9),
          random.nextInt(4) == 0 ? 0 : random.nextInt(200),
          random.nextInt(30) * 1_000L,
          severe);
      shop.alive(user, random.nextInt(40) / 40.0);
      if (random.nextInt(4) > 0) {
        int matured = random.nextInt(MOST_INVITEES);
        int buying = random.nextInt(MOST_INVITEES);
        shop.invitees(
            user, matured, random.nextInt(matured + 1), buying, random.nextInt(buying + 1));
      }
    }
  }

  /** Quantiles of the posteriors of {@link Candidates#PRIORS}, from another implementation. */
  private static Dataset<Row> bounds() {
    Fixture bounds = Fixture.of(BOUNDS, ZoneOffset.UTC, TRIALS, SUCCESSES, GERMINATION, PURITY);
    for (int n = 0; n < MOST_INVITEES; n++) {
      for (int y = 0; y <= n; y++) {
        bounds.row(n, y, quantile(2 + y, 6 + n - y), quantile(3 + y, 1 + n - y));
      }
    }
    return bounds.dataset();
  }

  private static double quantile(double alpha, double beta) {
    return new BetaDistribution(alpha, beta, 1e-14).inverseCumulativeProbability(0.2);
  }

  private static final String SCORES =
      """
      WITH listed AS (
        SELECT s.user_id, s.run_date, s.fit_version || '+outlook+priors' AS fit_version,
          CASE WHEN repeat_type = 'fan' THEN 'latent' ELSE 'seed' END AS list,
          CASE WHEN coalesce(severe_event = 'fraud', false) THEN 'suspected_fraud'
               WHEN segment = 'problem' THEN 'problem' ELSE 'passed' END AS gate,
          least(tenure_days, 90) AS tenure, purchase_days, p_alive,
          (1 - p_problem)
            * CASE WHEN coalesce(severe_event = 'fraud', false) THEN 0 ELSE 1 END AS soundness_raw,
          (reach_28d * net_spend_minor)::DOUBLE AS weight_raw,
          CASE WHEN matured_invitees >= 3 THEN g.germination END AS germination_raw,
          CASE WHEN buying_invitees > 0 THEN p.purity END AS purity_raw
        FROM user_segments s
        JOIN user_features f USING (user_id, run_date)
        LEFT JOIN inviters i USING (user_id, run_date)
        LEFT JOIN user_outlook o USING (user_id, run_date)
        LEFT JOIN bounds g ON g.trials = matured_invitees AND g.successes = qualified_invitees
        LEFT JOIN bounds p ON p.trials = buying_invitees AND p.successes = pure_invitees
        WHERE repeat_type IN ('spreader', 'distributor', 'fan')
           OR segment = 'problem' AND is_repeat AND (is_spreader OR is_distributor)
      ), pool AS (
        FROM listed WHERE list = 'seed' AND gate = 'passed'
      ), matured AS (
        SELECT *,
          pow(((SELECT count(*) FILTER (o.tenure < p.tenure)
                   + count(*) FILTER (o.tenure = p.tenure) / 2 FROM pool o)
                * (SELECT count(*) FILTER (o.purchase_days < p.purchase_days)
                   + count(*) FILTER (o.purchase_days = p.purchase_days) / 2 FROM pool o)
                * (SELECT count(*) FILTER (o.p_alive < p.p_alive)
                   + count(*) FILTER (o.p_alive = p.p_alive) / 2 FROM pool o)), 1 / 3)
            / (SELECT count(*) FROM pool) AS maturity_raw
        FROM pool p
      ), tall AS (
        UNPIVOT matured ON maturity_raw, soundness_raw, weight_raw, germination_raw, purity_raw
        INTO NAME criterion VALUE raw
      ), ranked AS (
        SELECT user_id, replace(criterion, '_raw', '') AS criterion, raw,
          greatest(0.05, (SELECT (count(*) FILTER (o.raw < t.raw) + count(*) FILTER (o.raw = t.raw) / 2)
                                 / count(*) FROM tall o WHERE o.criterion = t.criterion)) AS s
        FROM tall t
      ), weighted AS (
        SELECT *, median(s) OVER (PARTITION BY criterion) AS middle,
          CASE criterion WHEN 'maturity' THEN 0.15 WHEN 'soundness' THEN 0.20 WHEN 'weight' THEN 0.25
               WHEN 'germination' THEN 0.30 ELSE 0.10 END::DOUBLE AS w
        FROM ranked
      ), scaled AS (
        SELECT *, w / sum(w) OVER (PARTITION BY user_id) AS v FROM weighted
      ), scored AS (
        SELECT user_id, 100 * exp(sum(v * ln(s))) AS score,
          any_value(s) FILTER (criterion = 'maturity') AS maturity,
          any_value(s) FILTER (criterion = 'soundness') AS soundness,
          any_value(s) FILTER (criterion = 'weight') AS weight,
          any_value(s) FILTER (criterion = 'germination') AS germination,
          any_value(s) FILTER (criterion = 'purity') AS purity,
          any_value(v * ln(s / middle)) FILTER (criterion = 'maturity') AS maturity_contribution,
          any_value(v * ln(s / middle)) FILTER (criterion = 'soundness') AS soundness_contribution,
          any_value(v * ln(s / middle)) FILTER (criterion = 'weight') AS weight_contribution,
          any_value(v * ln(s / middle)) FILTER (criterion = 'germination')
            AS germination_contribution,
          any_value(v * ln(s / middle)) FILTER (criterion = 'purity') AS purity_contribution
        FROM scaled GROUP BY user_id
      )
      SELECT listed.* EXCLUDE (tenure, purchase_days, p_alive), scored.* EXCLUDE (user_id), maturity_raw,
        CASE WHEN score IS NOT NULL THEN row_number() OVER (
          ORDER BY round(score, 9) DESC NULLS LAST, listed.user_id) END AS rank,
        coalesce(score IS NOT NULL AND (germination IS NULL OR purity IS NULL), false) AS is_degraded,
        CASE WHEN score IS NOT NULL THEN nullif(concat_ws(',',
          CASE WHEN germination IS NULL THEN 'germination' END,
          CASE WHEN purity IS NULL THEN 'purity' END), '') END AS missing
      FROM listed LEFT JOIN scored USING (user_id) LEFT JOIN matured USING (user_id)
      """;
}
