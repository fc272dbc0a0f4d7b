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
