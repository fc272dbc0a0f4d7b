package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.referral.Inviters;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a label rests on (判定依据): how likely it is, the next likely class, the strongest reasons and
 * the nearest flip.
 *
 * <p>Leaf probabilities multiply down the precedence: P(spreader) = (1 − P(problem)) · (1 −
 * P(distributor)) · P(shares often). What cannot be seen takes nothing away from the others.
 */
record Evidence(Classification classes) {

  private static final Field LIKELIHOOD =
      Field.real("likelihood", "probability", "Of a leaf", "概率");
  private static final Field ORDER = Field.count("order", "", "Precedence", "优先级");
  private static final Field NAME = Field.text("name", "Leaf class", "叶子类");
  private static final Field LEAVES = Field.text("leaves", "Leaves with their chances", "各叶子概率");
  private static final Field FLIP = Field.text("flip", "Nearest flip", "最近翻转");
  private static final Field DISTANCE = Field.real("distance", "", "Size of the change", "变化量");

  /** Labelled users with their evidence. */
  Dataset<Row> explained(Dataset<Row> labelled) {
    return labelled
        .withColumns(Map.of(LEAVES.name(), leaves(), FLIP.name(), nearestFlip()))
        .withColumns(
            Map.of(
                UserSegments.PROBABILITY.name(), UserSegments.PROBABILITY.is(ofLabel()),
                UserSegments.RUNNER_UP.name(), UserSegments.RUNNER_UP.is(runnerUp()),
                UserSegments.REASONS.name(),
                    UserSegments.REASONS.is(ProblemRule.withAppeal(reasons())),
                UserSegments.FLIP_TO.name(), FLIP.col().getField(UserSegments.FLIP_TO.name()),
                UserSegments.FLIP_RULE.name(), FLIP.col().getField(UserSegments.FLIP_RULE.name()),
                UserSegments.FLIP_BY.name(), FLIP.col().getField(UserSegments.FLIP_BY.name()),
                UserSegments.FIT_VERSION.name(), classes.fits().version()));
  }

  private Column leaves() {
    Column isSound = lit(1d).minus(UserSegments.P_PROBLEM.col());
    Column isNoDistributor =
        isSound.multiply(lit(1d).minus(coalesce(UserSegments.P_DISTRIBUTOR.col(), lit(0d))));
    Column isRepeat = UserSegments.IS_REPEAT.col();
    Column spreads = UserSegments.P_SPREADER.col();
    return array(
        leaf("problem", 1, UserSegments.P_PROBLEM.col()),
        leaf("prospect", 2, when(classes.repeat().isProspect(), isSound)),
        leaf("non_repeat", 3, when(classes.repeat().isNonRepeat(), isSound)),
        leaf("distributor", 4, when(isRepeat, isSound.multiply(UserSegments.P_DISTRIBUTOR.col()))),
        leaf("spreader", 5, when(isRepeat, isNoDistributor.multiply(spreads))),
        leaf(
            "fan",
            6,
            when(
                isRepeat.and(classes.fan().isFan()),
                isNoDistributor.multiply(lit(1d).minus(spreads)))));
  }

  private static Column leaf(String name, int precedence, Column likelihood) {
    return struct(LIKELIHOOD.is(likelihood), ORDER.is(lit(-precedence)), NAME.is(lit(name)));
  }

  private static Column ofLabel() {
    return try_element_at(
            filter(
                LEAVES.col(),
                leaf -> leaf.getField(NAME.name()).equalTo(Classification.LEAF.col())),
            lit(1))
        .getField(LIKELIHOOD.name());
  }

  private static Column runnerUp() {
    return array_max(
            filter(
                LEAVES.col(),
                leaf ->
                    leaf.getField(NAME.name())
                        .notEqual(Classification.LEAF.col())
                        .and(leaf.getField(LIKELIHOOD.name()).gt(0))))
        .getField(NAME.name());
  }

  private Column reasons() {
    Column leaf = Classification.LEAF.col();
    return when(leaf.equalTo("problem"), Reason.strongest(classes.problem().reasonsFor()))
        .when(leaf.equalTo("distributor"), Reason.strongest(classes.distributor().reasonsFor()))
        .when(leaf.equalTo("spreader"), Reason.strongest(classes.spreader().reasonsFor()))
        .when(
            leaf.equalTo("fan"),
            Reason.strongest(
                classes.fan().reasonFor(),
                classes.spreader().reasonAgainst(),
                classes.repeat().reasonFor()))
        .when(
            leaf.equalTo("non_repeat"),
            Reason.strongest(classes.repeat().reasonAgainst(), classes.problem().reasonAgainst()))
        .when(
            leaf.equalTo("prospect"),
            Reason.strongest(
                classes.repeat().reasonForProspect(), classes.problem().reasonAgainst()))
        .otherwise(
            Reason.strongest(
                classes.fan().reasonAgainst(),
                classes.repeat().reasonFor(),
                classes.problem().reasonAgainst()));
  }

  /** The least change of one measure that gives another leaf; ties go by precedence. */
  private Column nearestFlip() {
    Column leaf = Classification.LEAF.col();
    Column isRepeatKind = UserSegments.REPEAT_TYPE.col().isNotNull();
    Column isQuiet = leaf.isin("fan", "unknown").and(isRepeatKind);
    DistributorRule distributor = classes.distributor();
    return array_min(
        filter(
            array(
                flip(
                    1,
                    leaf.notEqual("problem").and(classes.problem().wouldFlagWithOneMoreBadOrder()),
                    lit("problem"),
                    UserFeatures.BAD_ORDERS,
                    lit(1)),
                flip(
                    2,
                    leaf.equalTo("problem").and(classes.problem().isByRate()),
                    classes.leafWithoutProblem(),
                    UserFeatures.BAD_ORDERS,
                    negate(classes.problem().badOrdersTooMany())),
                flip(
                    3,
                    leaf.equalTo("prospect"),
                    lit("non_repeat"),
                    UserFeatures.PURCHASE_DAYS,
                    lit(1)),
                flip(
                    4,
                    leaf.equalTo("non_repeat"),
                    classes.repeatType(),
                    UserFeatures.PURCHASE_DAYS,
                    classes.repeat().daysToRepeat()),
                flip(
                    5,
                    leaf.equalTo("distributor"),
                    classes.repeatTypeWithoutDistribution(),
                    Inviters.BUYING_INVITEES_180D,
                    negate(distributor.inviteesTooMany())),
                flip(
                    6,
                    isRepeatKind.and(leaf.notEqual("distributor")),
                    lit("distributor"),
                    Inviters.BUYING_INVITEES_180D,
                    distributor.inviteesMissing()),
                flip(
                    7,
                    isRepeatKind.and(leaf.notEqual("distributor")),
                    lit("distributor"),
                    Inviters.BUYING_MONTHS_180D,
                    distributor.monthsMissing()),
                flip(
                    8,
                    isQuiet,
                    lit("spreader"),
                    Inviters.QUALIFIED_INVITEES_180D,
                    classes.spreader().inviteesMissing()),
                flip(
                    9,
                    isQuiet.and(classes.spreader().wouldSpreadWithOneMoreShare()),
                    lit("spreader"),
                    UserFeatures.SHARES_90D,
                    lit(1)),
                flip(
                    10,
                    isQuiet.and(leaf.equalTo("unknown")),
                    lit("fan"),
                    UserFeatures.EXPOSURE_WEEKS_90D,
                    classes.fan().weeksMissing()),
                flip(
                    11,
                    leaf.equalTo("spreader"),
                    classes.quietType(),
                    Inviters.QUALIFIED_INVITEES_180D,
                    negate(classes.spreader().inviteesTooMany())),
                flip(
                    12,
                    leaf.equalTo("spreader"),
                    classes.quietType(),
                    UserFeatures.SHARES_90D,
                    negate(classes.spreader().sharesTooMany()))),
            Column::isNotNull));
  }

  private static Column flip(
      int precedence, Column isPossible, Column leaf, Field measure, Column change) {
    return when(
        isPossible.and(change.isNotNull()),
        struct(
            DISTANCE.is(abs(change)),
            ORDER.is(lit(precedence)),
            UserSegments.FLIP_TO.is(leaf),
            UserSegments.FLIP_RULE.is(lit(measure.name())),
            UserSegments.FLIP_BY.is(change)));
  }
}
