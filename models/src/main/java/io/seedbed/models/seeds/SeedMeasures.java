package io.seedbed.models.seeds;

import static io.seedbed.models.seeds.SeedScores.FIT_VERSION;
import static io.seedbed.models.seeds.SeedScores.GATE;
import static io.seedbed.models.seeds.SeedScores.GERMINATION_RAW;
import static io.seedbed.models.seeds.SeedScores.LIST;
import static io.seedbed.models.seeds.SeedScores.MATURITY_RAW;
import static io.seedbed.models.seeds.SeedScores.POOL;
import static io.seedbed.models.seeds.SeedScores.PURITY_RAW;
import static io.seedbed.models.seeds.SeedScores.RUN_DATE;
import static io.seedbed.models.seeds.SeedScores.SOUNDNESS_RAW;
import static io.seedbed.models.seeds.SeedScores.USER_ID;
import static io.seedbed.models.seeds.SeedScores.WEIGHT_RAW;
import static io.seedbed.models.seeds.SeedScores.isCandidate;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.fit.BetaLowerBound;
import io.seedbed.models.fit.PurchaseForecast;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.segmentation.UserSegments;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the five criteria measure of listed users, before they are ranked. Who is listed, and which
 * gate keeps whom off, is decided here too.
 */
record SeedMeasures(SeedPriors priors, SeedRules rules) {

  private static final Field OUTLOOK_VERSION =
      Field.text("outlook_version", "Fits behind P(alive)", "预期拟合版本");

  /** One row per listed user with gate and raw values. */
  Dataset<Row> of(
      Dataset<Row> userSegments,
      Dataset<Row> userFeatures,
      Dataset<Row> inviters,
      Dataset<Row> userOutlook) {
    return measured(listed(userSegments, userFeatures, inviters, userOutlook));
  }

  private Dataset<Row> listed(
      Dataset<Row> userSegments,
      Dataset<Row> userFeatures,
      Dataset<Row> inviters,
      Dataset<Row> userOutlook) {
    String[] userAndDate = {USER_ID.name(), RUN_DATE.name()};
    return userSegments
        .withColumn(LIST.name(), list())
        .where(LIST.col().isNotNull())
        .join(userFeatures, userAndDate, "inner")
        .join(inviters, userAndDate, "left")
        .join(
            userOutlook.select(
                USER_ID.col(),
                RUN_DATE.col(),
                PurchaseForecast.P_ALIVE.col(),
                OUTLOOK_VERSION.is(UserOutlook.FIT_VERSION.col())),
            userAndDate,
            "left")
        .withColumn(GATE.name(), gate());
  }

  private Column list() {
    Column isSeed = UserSegments.REPEAT_TYPE.col().isin("spreader", "distributor");
    Column wouldBeSeed =
        UserSegments.SEGMENT
            .col()
            .equalTo("problem")
            .and(UserSegments.IS_REPEAT.col())
            .and(UserSegments.IS_SPREADER.col().or(UserSegments.IS_DISTRIBUTOR.col()));
    return when(isSeed.or(wouldBeSeed), lit(SeedScores.SEEDS))
        .when(UserSegments.REPEAT_TYPE.col().equalTo("fan"), lit("latent"));
  }

  private Column gate() {
    return when(isFraud(), lit("suspected_fraud"))
        .when(UserSegments.SEGMENT.col().equalTo("problem"), lit("problem"))
        .otherwise(lit("passed"));
  }

  private Column isFraud() {
    Column isListed = UserFeatures.SEVERE_EVENT.col().isin(rules.fraudEvents().toArray());
    return coalesce(isListed, lit(false));
  }

  private Dataset<Row> measured(Dataset<Row> listed) {
    return listed.select(
        USER_ID.col(),
        RUN_DATE.col(),
        LIST.col(),
        GATE.col(),
        MATURITY_RAW.is(when(isCandidate(), maturity())),
        SOUNDNESS_RAW.is(soundness()),
        WEIGHT_RAW.is(weight()),
        GERMINATION_RAW.is(germination()),
        PURITY_RAW.is(purity()),
        FIT_VERSION.is(
            concat_ws(
                "+",
                UserSegments.FIT_VERSION.col(),
                OUTLOOK_VERSION.col(),
                lit(priors.version()))));
  }

  /** The geometric mean of the parts' percentiles; P(alive) is a part where all have it. */
  private Column maturity() {
    Column tenure = least(UserFeatures.TENURE_DAYS.col(), lit((long) rules.tenureCapDays()));
    Column known =
        doubledMidRank(tenure).multiply(doubledMidRank(UserFeatures.PURCHASE_DAYS.col()));
    Column alive = PurchaseForecast.P_ALIVE.col();
    Column candidates = count(lit(1)).over(Window.partitionBy(POOL));
    Column isForetold = count(alive).over(Window.partitionBy(POOL)).equalTo(candidates);
    return when(isForetold, pow(known.multiply(doubledMidRank(alive)), lit(1d / 3)))
        .otherwise(pow(known, lit(1d / 2)))
        .divide(candidates.multiply(2));
  }

  /** As a fraction: three ranks of a large shop do not fit into a BIGINT. */
  private static Column doubledMidRank(Column part) {
    return Criterion.doubledMidRank(part, POOL).cast(DataTypes.DoubleType);
  }

  private Column soundness() {
    Column pFraud = when(isFraud(), lit(1d)).otherwise(lit(0d));
    return lit(1d).minus(UserSegments.P_PROBLEM.col()).multiply(lit(1d).minus(pFraud));
  }

  private Column weight() {
    Column reachesAnybody = max(UserFeatures.REACH_28D.col()).over(Window.partitionBy(POOL)).gt(0);
    return when(
        reachesAnybody, UserFeatures.REACH_28D.col().multiply(UserFeatures.NET_SPEND_MINOR.col()));
  }

  private Column germination() {
    Column matured = Inviters.MATURED_INVITEES.col();
    return when(
        matured.geq(rules.minimumMaturedInvitees()),
        BetaLowerBound.of(
            priors.germination(),
            rules.credibleLevel(),
            matured,
            Inviters.QUALIFIED_INVITEES.col()));
  }

  private Column purity() {
    Column buying = Inviters.BUYING_INVITEES.col();
    return when(
        buying.gt(0),
        BetaLowerBound.of(
            priors.purity(), rules.credibleLevel(), buying, Inviters.PURE_INVITEES.col()));
  }
}
