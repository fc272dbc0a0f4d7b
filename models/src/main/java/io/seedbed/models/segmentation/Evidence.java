package io.seedbed.models.segmentation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.seedbed.features.table.Field;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a label rests on (判定依据): how likely it is, the next likely class, the strongest reasons and
 * the nearest flip.
 *
 * <p>The probabilities are the smoothed ones that flags follow. Those of leaves multiply down the
 * precedence: P(spreader) = (1 − P(problem)) · (1 − P(distributor)) · P(shares often). What cannot
 * be seen takes nothing away from the others.
 */
record Evidence(Classification classes) {

  private static final Field LIKELIHOOD =
      Field.real("likelihood", "probability", "Of a leaf", "概率");
  private static final Field ORDER = Field.count("order", "", "Precedence", "优先级");
  private static final Field NAME = Field.text("name", "Leaf class", "叶子类");
  private static final Field LEAVES = Field.text("leaves", "Leaves with their chances", "各叶子概率");

  /** Labelled users with their evidence. */
  Dataset<Row> explained(Dataset<Row> labelled) {
    NearestFlip nearest = new NearestFlip(classes);
    return nearest
        .measured(labelled)
        .withColumns(Map.of(LEAVES.name(), leaves(), NearestFlip.FLIP.name(), nearest.flip()))
        .withColumns(
            Map.of(
                UserSegments.PROBABILITY.name(), UserSegments.PROBABILITY.is(ofLabel()),
                UserSegments.RUNNER_UP.name(), UserSegments.RUNNER_UP.is(runnerUp()),
                UserSegments.REASONS.name(),
                    UserSegments.REASONS.is(ProblemRule.withAppeal(reasons())),
                UserSegments.FLIP_TO.name(), NearestFlip.part(UserSegments.FLIP_TO),
                UserSegments.FLIP_RULE.name(), NearestFlip.part(UserSegments.FLIP_RULE),
                UserSegments.FLIP_BY.name(), NearestFlip.part(UserSegments.FLIP_BY),
                UserSegments.FLIP_NIGHTS.name(), NearestFlip.part(UserSegments.FLIP_NIGHTS),
                UserSegments.FIT_VERSION.name(), classes.fits().version(),
                UserSegments.RULE_SET.name(), lit(classes.ruleSet())));
  }

  private Column leaves() {
    Column isSound = lit(1d).minus(UserSegments.SMOOTHED_PROBLEM.col());
    Column isNoDistributor =
        isSound.multiply(lit(1d).minus(coalesce(UserSegments.SMOOTHED_DISTRIBUTOR.col(), lit(0d))));
    Column isRepeat = UserSegments.IS_REPEAT.col();
    Column spreads = UserSegments.SMOOTHED_SPREADER.col();
    return array(
        leaf("problem", 1, UserSegments.SMOOTHED_PROBLEM.col()),
        leaf("prospect", 2, when(classes.repeat().isProspect(), isSound)),
        leaf("non_repeat", 3, when(classes.repeat().isNonRepeat(), isSound)),
        leaf(
            "distributor",
            4,
            when(isRepeat, isSound.multiply(UserSegments.SMOOTHED_DISTRIBUTOR.col()))),
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
    return when(leaf.equalTo("problem"), Reason.strongest(forProblem()))
        .when(leaf.equalTo("distributor"), Reason.strongest(forDistributor()))
        .when(leaf.equalTo("spreader"), Reason.strongest(forSpreader()))
        .when(
            leaf.equalTo("fan"),
            strongest(
                classes.spreaderFlag().reasonsAgainst(),
                classes.fan().reasonFor(),
                classes.repeat().reasonFor()))
        .when(
            leaf.equalTo("non_repeat"),
            strongest(againstProblem(), classes.repeat().reasonAgainst()))
        .when(
            leaf.equalTo("prospect"),
            strongest(againstProblem(), classes.repeat().reasonForProspect()))
        .otherwise(
            strongest(
                againstProblem(), classes.fan().reasonAgainst(), classes.repeat().reasonFor()));
  }

  /** What is severe flags at once: then the probability is 1 by decree and no reason. */
  private Column[] forProblem() {
    Column isByRate = not(classes.problem().isDecreed());
    return both(only(isByRate, classes.problemFlag().reasonsFor()), classes.problem().reasonsFor());
  }

  private Column[] againstProblem() {
    return only(classes.problem().isRateAsked(), classes.problemFlag().reasonsAgainst());
  }

  /** The probability is 1 or 0: it is a reason only where the flag outlasts the rule. */
  private Column[] forDistributor() {
    Column isOver = UserSegments.P_DISTRIBUTOR.col().equalTo(0);
    return both(
        only(isOver, classes.distributorFlag().reasonsFor()), classes.distributor().reasonsFor());
  }

  /** Who brings customers has a probability of 1 by decree, which is no reason. */
  private Column[] forSpreader() {
    Column isByShares = not(classes.spreader().bringsCustomers());
    return both(
        only(isByShares, classes.spreaderFlag().reasonsFor()), classes.spreader().reasonsFor());
  }

  private static Column[] only(Column condition, Column[] reasons) {
    return Stream.of(reasons).map(reason -> when(condition, reason)).toArray(Column[]::new);
  }

  private static Column strongest(Column[] some, Column... others) {
    return Reason.strongest(both(some, others));
  }

  private static Column[] both(Column[] some, Column[] others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(Column[]::new);
  }
}
